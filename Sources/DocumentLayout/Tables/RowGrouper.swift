// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells which lines of text make up one row of a table.
struct RowGrouper {
    /// Lines that are nearer than this part of their size can't stand in one column: they are centred beside each other.
    private static let interleaved = 0.8

    let rows: [TextRow]
    let slots: [RowSlots]
    /// Level rules through the table, ascending.
    let rules: [Double]
    /// How many lines are above the rule below the header.
    let header: Int
    /// The least distance of two lines that aren't centred beside each other.
    private let closest: Double
    /// Whether some lines stand wider apart than others.
    private let hasRoomBetweenRows: Bool
    /// The rightmost end of anything in a column.
    private let columnRights: [Int: Double]

    init(rows: [TextRow], slots: [RowSlots], rules: [Double], header: Int) {
        self.rows = rows
        self.slots = slots
        self.rules = rules
        self.header = header
        let distances = Self.distances(rows[header...])
        let closest = distances.min() ?? 0
        self.closest = closest
        hasRoomBetweenRows = distances.contains { $0 > 1.25 * closest }
        columnRights = Self.columnRights(slots[header...])
    }

    func groups() -> [Range<Int>] {
        if isRuledThrough {
            let body = ruledGroups().filter { $0.lowerBound >= header }
            return headerGroups() + body.flatMap { isFull($0) ? logicalGroups(in: $0) : [$0] }
        }
        return headerGroups() + logicalGroups(in: header..<rows.count)
    }

    /// Whether rules divide the rows, so that all between two of them is one.
    var isRuledThrough: Bool {
        guard rules.count >= 4, rows.count > 2 else { return false }
        let groups = ruledGroups()
        guard groups.count >= 3 else { return false }
        let largest = groups.dropFirst().map(\.count).max() ?? 0
        return largest <= 8 && groups.count * 4 >= rows.count
    }

    /// Whether most columns have something on each line, so that lines are rows.
    private func isFull(_ group: Range<Int>) -> Bool {
        guard group.count >= 2 else { return false }
        var counts: [Int: Int] = [:]
        for slot in slots[group] { for column in slot.filledColumns { counts[column, default: 0] += 1 } }
        let most = counts.values.max() ?? 0
        let full = counts.values.count { $0 == most }
        guard most >= 2, full >= 2, full * 2 >= counts.count else { return false }
        return slots[group].count { $0.filledColumns.count > 1 } * 2 >= group.count
    }

    private func ruledGroups() -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in rows.indices {
            if let last = groups.last, !isRule(between: index - 1, index) {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    private func isRule(between first: Int, _ second: Int) -> Bool {
        let (above, below) = (rows[first], rows[second])
        return rules.contains { $0 > above.baseline - 0.3 * above.size && $0 < below.baseline - 0.3 * below.size }
    }

    /// Lines of a header are one row, but for those with pieces that stand over several columns.
    private func headerGroups() -> [Range<Int>] {
        guard header > 0 else { return [] }
        var groups: [Range<Int>] = []
        for index in 0..<header {
            if let last = groups.last, !slots[index - 1].hasSpanners || isInterleaved(index, with: last) {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    private func logicalGroups(in range: Range<Int>) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in range {
            if let last = groups.last, isInterleaved(index, with: last) || continues(index, last) {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    private func isInterleaved(_ index: Int, with group: Range<Int>) -> Bool {
        let (above, below) = (rows[index - 1], rows[index])
        guard below.baseline - above.baseline < Self.interleaved * min(above.size, below.size) else { return false }
        guard slots[index].filledColumns.isDisjoint(with: slots[index - 1].filledColumns) else { return false }
        return slots[index].pieces.allSatisfy { piece in
            slots[group].allSatisfy { $0.piece(at: piece.columns.lowerBound) == nil }
                || wraps(piece, after: slots[group])
        }
    }

    private func continues(_ index: Int, _ group: Range<Int>) -> Bool {
        guard !isRule(between: index - 1, index) else { return false }
        let slot = slots[index]
        let size = max(rows[index].size, rows[index - 1].size)
        let distance = rows[index].baseline - rows[index - 1].baseline
        guard distance < 1.6 * size, distance <= 1.25 * closest else { return false }
        guard !slot.pieces.isEmpty, slot.pieces.allSatisfy({ $0.columns.count == 1 }) else { return false }
        let above = slots[group].reduce(into: Set<Int>()) { $0.formUnion($1.filledColumns) }
        guard slot.filledColumns.isSubset(of: above) else { return false }
        // All that is here goes on from what stands above it and had no room.
        guard slot.pieces.allSatisfy({ wraps($0, after: slots[group]) || explains($0, slots[group]) }) else {
            return false
        }
        return slot.filledColumns.count < above.count || above.count <= 2 || hasRoomBetweenRows
    }

    private static func distances(_ body: ArraySlice<TextRow>) -> [Double] {
        zip(body, body.dropFirst()).compactMap { above, below in
            let distance = below.baseline - above.baseline
            return distance >= interleaved * min(above.size, below.size) ? distance : nil
        }
    }

    private static func columnRights(_ slots: ArraySlice<RowSlots>) -> [Int: Double] {
        var rights: [Int: Double] = [:]
        for piece in slots.lazy.flatMap(\.pieces) where piece.columns.count == 1 {
            let column = piece.columns.lowerBound
            rights[column] = max(rights[column] ?? -.infinity, piece.box.right)
        }
        return rights
    }

    private func wraps(_ piece: RowSlots.Piece, after slots: ArraySlice<RowSlots>) -> Bool {
        let column = piece.columns.lowerBound
        guard let above = slots.reversed().lazy.compactMap({ $0.piece(at: column) }).first else { return false }
        guard above.columns.count == 1, let first = piece.words.first else { return false }
        if above.isNumeric, piece.isNumeric { return piece.isParenthesized && !above.isParenthesized }
        if above.isIdentifier, piece.isIdentifier { return false }
        return above.box.right + first.box.width + 0.2 * first.size > columnRights[column] ?? -.infinity
    }

    /// Whether it adds to what stands above it in the first column, on a line of its own: in parentheses.
    private func explains(_ piece: RowSlots.Piece, _ slots: ArraySlice<RowSlots>) -> Bool {
        guard piece.columns == 0...0, piece.words.first?.text.first == "(", !piece.isNumeric else { return false }
        return slots.first?.piece(at: 0)?.words.first?.text.first?.isUppercase == true
    }
}
