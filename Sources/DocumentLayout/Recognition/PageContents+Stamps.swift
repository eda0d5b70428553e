// SPDX-License-Identifier: GPL-3.0-or-later

extension PageContents {
    /// How much of a page is its margin: courts and archives stamp there whatever they like.
    private static let margin = 0.08

    /// How many characters stand within the margins, or are no more than a reading of the page's picture.
    /// - Parameter limit: more are not counted.
    package func lettersBetweenMargins(upTo limit: Int) -> Int {
        let inner = Box(left: 0, top: 0, right: width, bottom: height)
            .insetBy(x: Self.margin * width, y: Self.margin * height)
        return glyphs.lazy.filter { glyph in
            !glyph.scalar.separatesWords && (glyph.isInvisible || inner.containsMiddle(of: glyph.box))
        }.prefix(limit).count
    }
}
