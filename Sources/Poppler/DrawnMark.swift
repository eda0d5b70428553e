// SPDX-License-Identifier: GPL-3.0-or-later

import CPopplerDevice

/// A line that is drawn, with its width, or a box that is filled.
package struct DrawnMark: Sendable {
    package var left: Float
    package var top: Float
    package var right: Float
    package var bottom: Float
    /// 0xRRGGBB.
    package var colour: UInt32
    package var isStroke: Bool

    init(_ mark: pannier_mark) {
        left = mark.left
        top = mark.top
        right = mark.right
        bottom = mark.bottom
        colour = mark.colour
        isStroke = mark.stroke != 0
    }
}
