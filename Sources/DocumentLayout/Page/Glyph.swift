// SPDX-License-Identifier: GPL-3.0-or-later

/// A character where a page draws it.
package struct Glyph: Sendable {
    package var box: Box
    /// The y of level text, the x of upright text.
    package var baseline: Double
    /// Of the font, in points.
    package var size: Double
    package var scalar: Unicode.Scalar
    /// Position among the page's faces.
    package var face: UInt16
    /// Quarter turns clockwise from level; text that is written downwards counts as turned once.
    package var turns: UInt8
    /// Marked by the document as no part of its text.
    package var isArtifact: Bool
    /// Drawn without a shape, as the text under a scan is.
    package var isInvisible: Bool
    /// From 0 to 100, where it was read from a picture.
    package var confidence: UInt8?
    /// Position among the contents of the page's structure; negative where it is none of them.
    private var place: Int32

    package init(
        scalar: Unicode.Scalar,
        box: Box,
        baseline: Double,
        size: Double,
        face: Int = 0,
        turns: Int = 0,
        isArtifact: Bool = false,
        isInvisible: Bool = false,
        confidence: Int? = nil,
        content: Int32? = nil
    ) {
        self.scalar = scalar
        self.box = box
        self.baseline = baseline
        self.size = size
        self.face = UInt16(clamping: face)
        self.turns = UInt8(turns & 3)
        self.isArtifact = isArtifact
        self.isInvisible = isInvisible
        self.confidence = confidence.map { UInt8(clamping: $0) }
        place = content ?? -1
    }

    /// Position among the contents of the page's structure.
    package var content: Int? { place < 0 ? nil : Int(place) }
}

extension Glyph {
    /// Whether it stands somewhere, the right way round, and has a size.
    var isSound: Bool {
        box.isWithinReach && box.left <= box.right && box.top <= box.bottom && baseline.magnitude < Box.reach
            && (0..<Box.reach).contains(size)
    }
}
