// SPDX-License-Identifier: GPL-3.0-or-later

/// A line that a page draws, or a box that it fills.
package struct PageMark: Sendable {
    package var box: Box
    /// 0xRRGGBB.
    package var colour: UInt32
    package var isStroke: Bool

    package init(box: Box, colour: UInt32 = 0, isStroke: Bool = true) {
        self.box = box
        self.colour = colour
        self.isStroke = isStroke
    }
}
