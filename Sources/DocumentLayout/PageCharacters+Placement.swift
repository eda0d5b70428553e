// SPDX-License-Identifier: GPL-3.0-or-later

extension PageCharacters {
    /// The characters with these texts among them, each where it stands: on the line at its height, or else as lines of
    /// its own after the nearest line above it or to its left. All characters of a text have its box, and no font. A
    /// text that the page itself shows in that box is left out.
    package func placing(_ texts: [BoxedText]) -> PageCharacters {
        guard !texts.isEmpty else { return self }
        var placement = TextPlacement(self)
        for text in Self.inReadingOrder(texts) { placement.place(text) }
        return placement.result
    }

    /// The same texts come in the same order, in whatever order the document holds them.
    private static func inReadingOrder(_ texts: [BoxedText]) -> [BoxedText] {
        texts.sorted {
            ($0.box.top, $0.box.left, $0.box.bottom, $0.box.right) < (
                $1.box.top, $1.box.left, $1.box.bottom, $1.box.right
            )
        }
    }
}
