// SPDX-License-Identifier: GPL-3.0-or-later

import CPopplerDevice

/// A character where it is drawn.
package struct DrawnGlyph: Sendable {
    package var left: Float
    package var top: Float
    package var right: Float
    package var bottom: Float
    /// The y of level text, the x of upright text.
    package var baseline: Float
    /// Of the font, in points.
    package var size: Float
    /// A Unicode scalar, or any other number.
    package var scalar: UInt32
    /// 0xRRGGBB.
    package var colour: UInt32
    /// Position among the contents of the structure.
    package var content: Int32?
    /// Position among the fonts.
    package var font: Int
    /// Quarter turns clockwise.
    package var turns: Int
    /// Marked as no part of the text.
    package var isArtifact: Bool
    package var isInvisible: Bool
    /// Neither level nor upright.
    package var isSlanted: Bool
    /// Written downwards.
    package var isVertical: Bool

    init(_ glyph: pannier_glyph) {
        left = glyph.left
        top = glyph.top
        right = glyph.right
        bottom = glyph.bottom
        baseline = glyph.baseline
        size = glyph.size
        scalar = glyph.scalar
        colour = glyph.colour
        content = glyph.content < 0 ? nil : glyph.content
        font = Int(glyph.font)
        turns = Int(glyph.turns)
        isArtifact = Int(glyph.flags) & Int(PANNIER_GLYPH_ARTIFACT) != 0
        isInvisible = Int(glyph.flags) & Int(PANNIER_GLYPH_INVISIBLE) != 0
        isSlanted = Int(glyph.flags) & Int(PANNIER_GLYPH_SLANTED) != 0
        isVertical = Int(glyph.flags) & Int(PANNIER_GLYPH_VERTICAL) != 0
    }
}
