// SPDX-License-Identifier: GPL-3.0-or-later

/// A word that was read from the picture of a page.
package struct RecognizedWord: Equatable, Sendable {
    package var text: String
    /// On the page as it is shown, levelled where it was scanned askew.
    package var box: Box
    /// The y of level words, the x of upright ones, in points.
    package var baseline: Double
    /// Of its letters, in points.
    package var size: Double
    /// From 0 to 100.
    package var confidence: Double
    /// Quarter turns clockwise from level.
    package var turns: Int
    /// Whether it is the first one of its line.
    package var beginsLine: Bool

    package init(
        text: String,
        box: Box,
        baseline: Double,
        size: Double,
        confidence: Double,
        turns: Int = 0,
        beginsLine: Bool
    ) {
        self.text = text
        self.box = box
        self.baseline = baseline
        self.size = size
        self.confidence = confidence
        self.turns = turns
        self.beginsLine = beginsLine
    }
}
