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

    /// The text with a space more wherever characters of two words meet.
    package var spacedText: String {
        var spaced = String.UnicodeScalarView()
        var gaps = GapDetector()
        forEach { scalar, _, box in
            if scalar.isSeparator { gaps.reset() } else if gaps.isApart(box) { spaced.append(" ") }
            spaced.append(scalar)
        }
        return String(spaced)
    }

    /// Calls the body with each character but direction marks, its position among the boxes, and its box.
    func forEach(_ body: (Unicode.Scalar, Int, Box?) -> Void) {
        let skipsMarks = text.unicodeScalars.count != boxes.count
        var position = 0
        for scalar in text.unicodeScalars {
            if scalar.isDirectionMark {
                position += skipsMarks ? 0 : 1
            } else {
                body(scalar, position, position < boxes.count ? boxes[position] : nil)
                position += 1
            }
        }
    }
}

extension Unicode.Scalar {
    /// The embedding controls U+202A to U+202E: they steer the direction of text and have no shape.
    var isDirectionMark: Bool { (0x202A...0x202E).contains(value) }

    var isSeparator: Bool { value == 0x20 || value == 0x0A || (!isASCII && properties.isWhitespace) || value == 0x09 }
}
