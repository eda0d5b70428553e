// SPDX-License-Identifier: GPL-3.0-or-later

/// What was read from the picture of a page, in reading order.
package struct RecognizedText: Equatable, Sendable {
    package var words: [RecognizedWord]

    package init(words: [RecognizedWord]) { self.words = words }

    /// Words separated by spaces, lines by line feeds, paragraphs by an empty line.
    package var text: String {
        var text = ""
        for word in words {
            if !text.isEmpty { text += word.beginsParagraph ? "\n\n" : word.beginsLine ? "\n" : " " }
            text += word.text
        }
        return text
    }
}
