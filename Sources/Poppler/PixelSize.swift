// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture's size, sure to be one that cairo can make.
package struct PixelSize: Equatable, Sendable {
    package let width: Int32
    package let height: Int32

    /// Cairo's largest side.
    package static let longestSide = 32_767

    package var count: Int { Int(width) * Int(height) }

    /// Rounded to whole pixels, one at the least. Nil where a side is longer than `longestSide` or no number at all.
    package init?(width: Double, height: Double) {
        guard let width = Self.side(width), let height = Self.side(height) else { return nil }
        self.width = width
        self.height = height
    }

    private static func side(_ length: Double) -> Int32? {
        guard length <= Double(longestSide) else { return nil }
        return Int32(exactly: max(1, length.rounded()))
    }
}
