// SPDX-License-Identifier: GPL-3.0-or-later

/// A word to be laid invisibly under a page. Lengths are points, from the top left corner of the page as it is shown; y
/// grows downwards.
package struct LayerWord: Equatable, Sendable {
    package var text: String
    /// Where its baseline begins and ends.
    package var start: (x: Double, y: Double)
    package var end: (x: Double, y: Double)
    /// Of the letters.
    package var size: Double

    package init(text: String, start: (x: Double, y: Double), end: (x: Double, y: Double), size: Double) {
        self.text = text
        self.start = start
        self.end = end
        self.size = size
    }

    package static func == (one: LayerWord, other: LayerWord) -> Bool {
        one.text == other.text && one.start == other.start && one.end == other.end && one.size == other.size
    }
}
