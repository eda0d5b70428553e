// SPDX-License-Identifier: GPL-3.0-or-later

/// Characters without white space between them.
package struct Word: Equatable, Sendable {
    package var text: String
    /// Nil where the engine gave none of its characters a place.
    package var box: Box?
    /// The font of its first character: a position in the page's `fonts`.
    package var font: Int?

    /// From 0 to 100, where the word was read from a picture.
    package var confidence: Double?

    package init(text: String, box: Box?, font: Int?, confidence: Double? = nil) {
        self.text = text
        self.box = box
        self.font = font
        self.confidence = confidence
    }
}
