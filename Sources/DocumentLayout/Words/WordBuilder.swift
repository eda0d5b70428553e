// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins glyphs, in the order in which they are drawn, into words. All must run level.
struct WordBuilder {
    /// As parts of the font's size.
    private enum Measure {
        /// A gap that separates words where the text itself has no space.
        static let gap = 0.13
        /// A gap that separates words also after a space that was drawn.
        static let smallestGap = 0.02
        /// How far characters may be drawn over each other.
        static let overlap = 0.5
        static let sameBaseline = 0.08
        /// How far from its place a word may be drawn again.
        static let again = 0.2
        /// How far a raised or lowered character may stand from the line.
        static let script = 0.65
    }

    private(set) var words: [Word] = []
    private(set) var styles: [TextStyle] = []
    private let faces: [FontFace]
    private var places = WordPlaces()
    private var styleNumbers: [StyleKey: Int] = [:]
    private var current: [Glyph] = []
    private var currentStyle = 0
    private var isGlued = false
    private var sawSpace = false

    private struct StyleKey: Hashable {
        let face: Int
        let size: Int
    }

    init(faces: [FontFace]) { self.faces = faces }

    mutating func add(_ glyphs: [Glyph]) {
        for glyph in glyphs { add(glyph) }
        endWord()
        isGlued = false
        sawSpace = false
    }

    private mutating func add(_ glyph: Glyph) {
        if glyph.scalar.separatesWords {
            sawSpace = true
            return
        }
        guard !glyph.scalar.isUnshown else { return }
        guard let last = current.last else { return begin(glyph, isGlued: false) }
        if repeats(glyph, last) || joinsAccent(glyph, last) { return }
        switch relation(of: glyph, to: last) {
        case .same: append(glyph)
        case .glued:
            endWord()
            begin(glyph, isGlued: true)
        case .apart:
            endWord()
            begin(glyph, isGlued: false)
        }
    }

    private enum Relation { case same, glued, apart }

    private func relation(of glyph: Glyph, to last: Glyph) -> Relation {
        let size = max(glyph.size, last.size)
        guard !isAgain(glyph) else { return .apart }
        guard (glyph.baseline - last.baseline).magnitude <= Measure.script * size else { return .apart }
        let isRightToLeft = glyph.scalar.isRightToLeft && last.scalar.isRightToLeft
        var gap = glyph.box.left - last.box.right
        if isRightToLeft, glyph.box.right <= last.box.left + size * Measure.overlap {
            gap = last.box.left - glyph.box.right
        }
        let wordGap = sawSpace ? Measure.smallestGap : Measure.gap
        guard gap < wordGap * size, gap > -Measure.overlap * size else { return .apart }
        if sawSpace, gap > -Measure.smallestGap * size { return .apart }
        if glyph.scalar.isIdeographic || last.scalar.isIdeographic, gap < Measure.gap * size, isAlike(glyph, last) {
            return .same
        }
        return isAlike(glyph, last) ? .same : .glued
    }

    private func isAlike(_ glyph: Glyph, _ last: Glyph) -> Bool {
        glyph.face == last.face && (glyph.size - last.size).magnitude <= 0.05 * last.size
            && (glyph.baseline - last.baseline).magnitude <= Measure.sameBaseline * last.size
    }

    /// An accent over the letter before it, or under which the next letter comes.
    private mutating func joinsAccent(_ glyph: Glyph, _ last: Glyph) -> Bool {
        let isAfter = Accents.isAccent(glyph.scalar)
        guard isAfter || Accents.isAccent(last.scalar) else { return false }
        let (letter, accent) = isAfter ? (last, glyph) : (glyph, last)
        guard accent.box.horizontalOverlap(letter.box) > 0.4 * accent.box.width else { return false }
        guard let composed = Accents.composed(letter.scalar, accent.scalar) else { return false }
        var joined = letter
        joined.scalar = composed
        current[current.count - 1] = joined
        sawSpace = false
        return true
    }

    /// Some producers draw a character twice, a little apart, to make it bold.
    private func repeats(_ glyph: Glyph, _ last: Glyph) -> Bool {
        glyph.scalar == last.scalar && (glyph.box.left - last.box.left).magnitude < 0.2 * (last.box.width + 0.1)
            && (glyph.baseline - last.baseline).magnitude < 0.1 * last.size
    }

    /// Whether the word begins once more in its place.
    private func isAgain(_ glyph: Glyph) -> Bool {
        guard let first = current.first, glyph.scalar == first.scalar else { return false }
        let apart = Measure.again * first.size
        return (glyph.box.left - first.box.left).magnitude < apart
            && (glyph.baseline - first.baseline).magnitude < apart
    }

    private mutating func begin(_ glyph: Glyph, isGlued: Bool) {
        self.isGlued = isGlued
        currentStyle = styleNumber(of: glyph)
        append(glyph)
    }

    private mutating func append(_ glyph: Glyph) {
        sawSpace = false
        current.append(glyph)
    }

    private mutating func styleNumber(of glyph: Glyph) -> Int {
        let number = Int(glyph.face)
        let key = StyleKey(face: number, size: Int((min(glyph.size, 1e6) * 10).rounded()))
        if let known = styleNumbers[key] { return known }
        let face = faces.indices.contains(number) ? faces[number] : FontFace(name: "")
        styles.append(TextStyle(face: face, size: glyph.size))
        styleNumbers[key] = styles.count - 1
        return styles.count - 1
    }

    private mutating func endWord() {
        guard let first = current.first else { return }
        if current.count > 1, current.contains(where: \.scalar.isRightToLeft) {
            // By their right ends: a mark over a letter comes after it.
            current.sort { $0.box.right > $1.box.right }
            RightToLeft.reverseRuns(in: &current) { $0.scalar }
        }
        var text = String.UnicodeScalarView()
        var box = first.box
        for glyph in current {
            if let letters = Ligatures.letters(of: glyph.scalar) {
                text.append(contentsOf: letters)
            } else {
                text.append(glyph.scalar)
            }
            box = box.union(glyph.box)
        }
        var word = Word(
            text: String(text),
            box: box,
            baseline: first.baseline,
            size: first.size,
            style: currentStyle
        )
        word.isGlued = isGlued
        word.isArtifact = first.isArtifact
        word.confidence = first.confidence.map(Int.init)
        add(word, turns: first.turns)
        current.removeAll(keepingCapacity: true)
    }

    /// But for one that was drawn before, which is text where either of them is.
    private mutating func add(_ word: Word, turns: UInt8) {
        if let twin = places.twin(of: word, turns: turns, in: words) {
            words[twin].isArtifact = words[twin].isArtifact && word.isArtifact
            return
        }
        words.append(word)
        places.add(word, turns: turns)
    }
}
