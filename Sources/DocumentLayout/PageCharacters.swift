// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of a page in reading order, with what is known of each character.
package struct PageCharacters: Sendable {
    /// Words are separated by white space, lines by line feeds.
    package var text: String
    /// One for each Unicode scalar of the text. The direction marks that the engine adds around text that runs from
    /// right to left may have none, and on odd pages there are too few or too many: then the last ones stay without.
    package var boxes: [Box]
    /// Ascending; characters between two runs have no font.
    package var fontRuns: [FontRun]

    package init(text: String, boxes: [Box], fontRuns: [FontRun]) {
        self.text = text
        self.boxes = boxes
        self.fontRuns = fontRuns
    }

    /// Whether the boxes leave out the direction marks.
    var boxesSkipDirectionMarks: Bool { text.unicodeScalars.count != boxes.count }
}

extension Unicode.Scalar {
    /// The embedding controls U+202A to U+202E: they steer the direction of text and have no shape.
    var isDirectionMark: Bool { (0x202A...0x202E).contains(value) }
}
