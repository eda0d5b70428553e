// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds where a word ends although no white space follows: poppler joins the cells of a table, and whatever else
/// stands on one height, without any.
struct GapDetector {
    /// Poppler's own measure of a space between words, as a part of a character's longer side.
    private static let smallestGap = 0.1

    private var previous: Box?

    /// After white space nothing is joined.
    mutating func reset() { previous = nil }

    /// Whether this character stands apart from the one before it. Inside a word boxes touch.
    mutating func isApart(_ box: Box?) -> Bool {
        defer { previous = box }
        guard let previous, let box else { return false }
        let side = max(previous.right - previous.left, previous.bottom - previous.top)
        return previous.distance(to: box) > side * Self.smallestGap
    }
}

extension Box {
    /// The wider of the gaps beside and above; zero or less where the boxes touch.
    fileprivate func distance(to other: Box) -> Double {
        max(
            max(other.left - right, left - other.right),
            max(other.top - bottom, top - other.bottom)
        )
    }
}
