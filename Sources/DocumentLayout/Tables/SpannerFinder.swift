// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds out over how many columns the pieces of a header stand.
struct SpannerFinder {
    let borders: [Double]
    /// Around all text of a column.
    let extents: [ClosedRange<Double>?]
    let levels: [RuleSet.Rule]
    let width: Double

    func widen(_ slot: inout RowSlots) {
        for index in slot.pieces.indices {
            let piece = slot.pieces[index]
            if let columns = ruledColumns(below: piece, slot.row) {
                slot.widen(index, to: columns)
            } else if piece.columns.count > 1 {
                slot.widen(index, to: centredColumns(piece))
            }
        }
    }

    /// Those over which the rule below the piece runs.
    private func ruledColumns(below piece: RowSlots.Piece, _ row: TextRow) -> ClosedRange<Int>? {
        let rule = levels.first { rule in
            rule.length < 0.9 * width && rule.position > row.baseline - 0.2 * row.size
                && rule.position < row.baseline + 1.1 * row.size && rule.start <= piece.box.middleX
                && rule.end >= piece.box.middleX
        }
        guard let rule else { return nil }
        let columns = extents.indices.filter { index in
            guard let extent = extents[index] else { return false }
            let middle = (extent.lowerBound + extent.upperBound) / 2
            return middle > rule.start - 1 && middle < rule.end + 1
        }
        guard let first = columns.first, let last = columns.last else { return nil }
        return first...last
    }

    /// The columns around the piece's own whose middle is nearest to the piece's.
    private func centredColumns(_ piece: RowSlots.Piece) -> ClosedRange<Int> {
        var best = (columns: piece.columns, distance: distance(piece, piece.columns))
        for first in max(0, piece.columns.lowerBound - 2)...piece.columns.lowerBound {
            for last in piece.columns.upperBound...min(extents.count - 1, piece.columns.upperBound + 2) {
                let found = distance(piece, first...last)
                if found < best.distance - 2 { best = (first...last, found) }
            }
        }
        return best.columns
    }

    private func distance(_ piece: RowSlots.Piece, _ columns: ClosedRange<Int>) -> Double {
        guard let left = extents[columns.lowerBound]?.lowerBound, let right = extents[columns.upperBound]?.upperBound
        else {
            return .infinity
        }
        return ((left + right) / 2 - piece.box.middleX).magnitude
    }
}
