// SPDX-License-Identifier: GPL-3.0-or-later

/// How boxes lie to each other.
extension Box {
    /// Boxes on one line differ in height by no more than this factor.
    private static let heightRatio = 3.0

    var isFinite: Bool { left.isFinite && top.isFinite && right.isFinite && bottom.isFinite }
    var middleX: Double { (left + right) / 2 }
    var middleY: Double { (top + bottom) / 2 }
    private var height: Double { bottom - top }

    /// Zero where one is above the other.
    func horizontalGap(to other: Box) -> Double { max(0, other.left - right, left - other.right) }

    /// Zero where one is beside the other.
    func verticalGap(to other: Box) -> Double { max(0, other.top - bottom, top - other.bottom) }

    /// Whether both may stand on one line: the smaller one is beside the other with half its height, and the taller
    /// one isn't a paragraph or a word that runs upwards.
    func isLevel(with other: Box) -> Bool {
        let smaller = min(height, other.height)
        let overlap = min(bottom, other.bottom) - max(top, other.top)
        return overlap * 2 >= smaller && max(height, other.height) <= smaller * Self.heightRatio
    }

    /// Beside it, as a label is.
    func isLeft(of other: Box) -> Bool { right <= other.left && verticalGap(to: other) == 0 }

    func intersects(_ other: Box) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    func containsMiddle(of other: Box) -> Bool {
        left <= other.middleX && other.middleX <= right && top <= other.middleY && other.middleY <= bottom
    }
}
