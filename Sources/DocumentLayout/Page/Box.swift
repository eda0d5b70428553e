// SPDX-License-Identifier: GPL-3.0-or-later

/// A rectangle on a page in points (1/72 inch); the origin is the page's top left corner and y grows downwards.
package struct Box: Equatable, Sendable {
    package var left: Double
    package var top: Double
    package var right: Double
    package var bottom: Double

    package init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    var width: Double { right - left }
    var height: Double { bottom - top }
    var middleX: Double { (left + right) / 2 }
    var middleY: Double { (top + bottom) / 2 }
    /// Points from the corner of the page to the farthest thing that is looked at. The farthest page has 14,400.
    static let reach = 1e6

    /// Whether it lies where something can be shown.
    var isWithinReach: Bool { [left, top, right, bottom].allSatisfy { $0.magnitude < Self.reach } }

    /// The smallest box around both.
    func union(_ other: Box) -> Box {
        Box(
            left: min(left, other.left),
            top: min(top, other.top),
            right: max(right, other.right),
            bottom: max(bottom, other.bottom)
        )
    }

    /// The smallest box around all; nil where there is none.
    static func around(_ boxes: some Sequence<Box>) -> Box? {
        boxes.reduce(nil) { $0?.union($1) ?? $1 }
    }

    func contains(x: Double, y: Double) -> Bool { left <= x && x <= right && top <= y && y <= bottom }

    func containsMiddle(of other: Box) -> Bool { contains(x: other.middleX, y: other.middleY) }

    func intersects(_ other: Box) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    /// How long both are beside each other; negative where there is a gap.
    func horizontalOverlap(_ other: Box) -> Double { min(right, other.right) - max(left, other.left) }

    func verticalOverlap(_ other: Box) -> Double { min(bottom, other.bottom) - max(top, other.top) }

    func insetBy(x: Double, y: Double) -> Box {
        Box(left: left + x, top: top + y, right: right - x, bottom: bottom - y)
    }

    /// Where the box comes to lie when the page is turned so that text with these quarter turns becomes level.
    /// - Parameters:
    ///   - width: of the page as it is shown.
    ///   - height: of the page as it is shown.
    func levelled(_ turns: Int, width: Double, height: Double) -> Box {
        switch turns {
        case 1: Box(left: top, top: width - right, right: bottom, bottom: width - left)
        case 2: Box(left: width - right, top: height - bottom, right: width - left, bottom: height - top)
        case 3: Box(left: height - bottom, top: left, right: height - top, bottom: right)
        default: self
        }
    }

    /// The inverse of `levelled`.
    func unlevelled(_ turns: Int, width: Double, height: Double) -> Box {
        switch turns {
        case 1: Box(left: width - bottom, top: left, right: width - top, bottom: right)
        case 2: levelled(2, width: width, height: height)
        case 3: Box(left: top, top: height - right, right: bottom, bottom: height - left)
        default: self
        }
    }
}
