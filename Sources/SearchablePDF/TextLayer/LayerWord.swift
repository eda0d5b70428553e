// SPDX-License-Identifier: GPL-3.0-or-later

/// A word to be laid invisibly under a page. Lengths are points, from the top left corner of the page as it is shown; y
/// grows downwards.
package struct LayerWord: Sendable {
    /// Its characters from left to right, also where it is read the other way.
    package var text: String
    /// Where its baseline begins and ends.
    package var start: (x: Double, y: Double)
    package var end: (x: Double, y: Double)
    /// Of the letters.
    package var size: Double
    /// Whether it is the first one of its line.
    package var beginsLine: Bool

    package init(
        text: String,
        start: (x: Double, y: Double),
        end: (x: Double, y: Double),
        size: Double,
        beginsLine: Bool
    ) {
        self.text = text
        self.start = start
        self.end = end
        self.size = size
        self.beginsLine = beginsLine
    }

    /// The same word elsewhere.
    init(_ word: LayerWord, start: (Double, Double), end: (Double, Double)) {
        self = word
        self.start = start
        self.end = end
    }
}
