// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells which lines of text make up one row of a table.
struct RowGrouper {
    let rows: [TextRow]
    let slots: [RowSlots]
    let borders: [Double]
    /// Level rules through the table, ascending.
    let rules: [Double]
    /// How many lines are above the rule below the header.
    let header: Int

    func groups() -> [Range<Int>] {
        if isRuledThrough { return ruledGroups().flatMap { isFull($0) ? logicalGroups(in: $0) : [$0] } }
        return headerGroups() + logicalGroups(in: header..<rows.count)
    }

    /// Whether most columns have something on each line, so that lines are rows.
    private func isFull(_ group: Range<Int>) -> Bool {
        guard group.count >= 2 else { return false }
        var counts: [Int: Int] = [:]
        for slot in slots[group] { for column in slot.filledColumns { counts[column, default: 0] += 1 } }
        let full = counts.values.count { $0 * 10 >= group.count * 8 }
        return full >= 2 && full * 10 >= counts.count * 6
    }

    private func logicalGroups(in range: Range<Int>) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in range {
            if let last = groups.last, last.upperBound == index, continues(index, last) {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    /// Whether rules divide the rows, so that all between two of them is one.
    var isRuledThrough: Bool {
        guard rules.count >= 4, rows.count > 2 else { return false }
        let groups = ruledGroups()
        guard groups.count >= 3 else { return false }
        let body = groups.dropFirst()
        let largest = body.map(\.count).max() ?? 0
        return largest <= 6 && groups.count * 4 >= rows.count
    }

    private func ruledGroups() -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in rows.indices {
            if let last = groups.last, last.upperBound == index, !isRule(between: index - 1, index) {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    private func isRule(between first: Int, _ second: Int) -> Bool {
        rules.contains { $0 > rows[first].baseline - 0.3 * rows[first].size && $0 < rows[second].baseline - 0.3 * rows[second].size }
    }

    /// Lines of a header are one row, but for those with pieces that stand over several columns.
    private func headerGroups() -> [Range<Int>] {
        guard header > 0 else { return [] }
        var groups: [Range<Int>] = []
        for index in 0..<header {
            if let last = groups.last, !slots[index - 1].hasSpanners {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    private func continues(_ index: Int, _ group: Range<Int>) -> Bool {
        guard !isRule(between: index - 1, index) else { return false }
        let (slot, previous) = (slots[index], slots[index - 1])
        let distance = rows[index].baseline - rows[index - 1].baseline
        guard distance < 1.6 * max(rows[index].size, rows[index - 1].size), distance <= 1.25 * closest else { return false }
        guard !slot.pieces.isEmpty, slot.pieces.allSatisfy({ $0.columns.count == 1 }) else { return false }
        let above = slots[group].reduce(into: Set<Int>()) { $0.formUnion($1.filledColumns) }
        guard slot.filledColumns.isSubset(of: above) else { return false }
        // All that is here goes on from what stands above it and had no room.
        guard slot.pieces.allSatisfy({ wraps($0, after: previous) }) else { return false }
        return slot.filledColumns.count < above.count || above.count <= 2 || hasRoomBetweenRows
    }

    /// Whether some lines stand wider apart than others.
    private var hasRoomBetweenRows: Bool {
        zip(rows[header...], rows[header...].dropFirst()).contains { $1.baseline - $0.baseline > 1.25 * closest }
    }

    /// The least distance of two lines.
    private var closest: Double {
        let distances = zip(rows[header...], rows[header...].dropFirst()).map { $1.baseline - $0.baseline }
        return distances.min() ?? 0
    }

    private func wraps(_ piece: RowSlots.Piece, after previous: RowSlots) -> Bool {
        let column = piece.columns.lowerBound
        guard let above = previous.piece(at: column), above.columns.count == 1, let first = piece.words.first else { return false }
        if above.isNumeric, piece.isNumeric { return false }
        let right = columnRight(column)
        return above.box.right + first.box.width + 0.2 * first.size > right
    }

    /// The rightmost end of anything in a column.
    private func columnRight(_ column: Int) -> Double {
        var right = -Double.infinity
        for slot in slots[header...] {
            if let piece = slot.piece(at: column), piece.columns.count == 1 { right = max(right, piece.box.right) }
        }
        return right
    }
}

extension RowSlots {
    var hasSpanners: Bool { pieces.contains { $0.columns.count > 1 } }
}

extension RowSlots.Piece {
    /// Whether it is made of figures and signs alone.
    var isNumeric: Bool {
        var hasDigit = false
        for word in words {
            for scalar in word.text.unicodeScalars {
                if scalar.isLetter { return false }
                if scalar.isDigit { hasDigit = true }
            }
        }
        return hasDigit || words.count == 1 && words[0].text.unicodeScalars.count == 1
    }
}
