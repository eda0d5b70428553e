// SPDX-License-Identifier: GPL-3.0-or-later

/// What stays of a page's own text beside what was read from its picture, and what of that is new. A picture behind a
/// page hides no text, and whoever reads pictures misses letters that the page itself knows.
package struct RecognitionChoice {
    /// Of the page itself.
    package let glyphs: [Glyph]
    /// Positions of the words that are to be added; nothing where the page's own text is all there is.
    package let words: [Int]

    /// - Parameter isPoor: whether the page's own text is no more than a bad reading.
    package init(_ page: PageContents, _ text: RecognizedText, isPoor: Bool) {
        let own = page.glyphs.count { $0.scalar.isLetter || $0.scalar.isDigit }
        // A bad reading takes stains for letters too.
        let isEnough = text.letterCount * (isPoor ? 2 : 1) >= own
        glyphs = isEnough ? page.glyphs.filter { !isPoor && !$0.isInvisible } : page.glyphs
        let areas = AreaIndex(glyphs.map(\.reach) + page.texts.map(\.box))
        words = isEnough ? text.words.indices.filter { areas.area(around: text.words[$0].box) == nil } : []
    }
}

extension RecognizedText {
    fileprivate var letterCount: Int {
        words.reduce(0) { $0 + $1.text.unicodeScalars.count { $0.isLetter || $0.isDigit } }
    }
}

extension Glyph {
    /// With half the space to its neighbours: a word that was read may be two of the page's.
    fileprivate var reach: Box { box.insetBy(x: -size / 4, y: 0) }
}
