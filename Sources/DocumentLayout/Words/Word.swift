// SPDX-License-Identifier: GPL-3.0-or-later

/// Characters without a space between them that are set alike.
package struct Word: Equatable, Sendable {
    package enum Script: UInt8, Sendable {
        case level = 0
        case raised, lowered
    }

    package var text: String
    package var box: Box
    package var baseline: Double
    /// Position among the page's styles; nil for words that the page doesn't draw itself.
    package var style: Int?
    /// In points.
    package var size: Double
    /// Against the line that it stands in.
    package var script = Script.level
    /// Whether no space separates it from the word before.
    package var isGlued = false
    package var isArtifact = false
    /// From 0 to 100, where it was read from a picture.
    package var confidence: Int?
    /// Position among the page's links.
    package var link: Int?

    package init(text: String, box: Box, baseline: Double, size: Double, style: Int?) {
        self.text = text
        self.box = box
        self.baseline = baseline
        self.size = size
        self.style = style
    }

    var runsRightToLeft: Bool { text.unicodeScalars.contains(where: \.isRightToLeft) }

    var hasLetter: Bool { text.unicodeScalars.contains(where: \.isLetter) }
}
