// SPDX-License-Identifier: GPL-3.0-or-later

/// Lets cells reach down over empty ones between two rules.
enum RowSpans {
    /// - Parameters:
    ///   - groups: the lines of each row of the table.
    ///   - rules: level rules that divide rows.
    ///   - first: the row to begin with.
    static func add(
        to cells: inout [Table.Cell],
        groups: [Range<Int>],
        rules: [Double],
        rows: [TextRow],
        from first: Int
    ) {
        var start = first
        while start < groups.count {
            var end = start + 1
            while end < groups.count, !isRule(between: groups[end - 1], groups[end], rules, rows) { end += 1 }
            if end - start > 1 { join(&cells, start..<end) }
            start = end
        }
    }

    private static func isRule(
        between first: Range<Int>,
        _ second: Range<Int>,
        _ rules: [Double],
        _ rows: [TextRow]
    ) -> Bool {
        let (above, below) = (rows[first.upperBound - 1], rows[second.lowerBound])
        return rules.contains { $0 > above.baseline - 0.3 * above.size && $0 < below.baseline - 0.3 * below.size }
    }

    /// Columns that have something in one row of these alone.
    static func join(_ cells: inout [Table.Cell], _ rows: Range<Int>) {
        let inside = cells.filter { rows.contains($0.row) }
        let spanned = Set(inside.filter { $0.columnSpan > 1 }.flatMap { $0.column..<$0.column + $0.columnSpan })
        for column in Set(inside.map(\.column)).subtracting(spanned).sorted() {
            let own = inside.filter { $0.column == column }
            let filled = own.filter { !$0.lines.isEmpty }
            guard filled.count == 1, let only = filled.first, own.count == rows.count else { continue }
            cells.removeAll { $0.column == column && rows.contains($0.row) && $0.row != rows.lowerBound }
            guard let index = cells.firstIndex(where: { $0.column == column && $0.row == rows.lowerBound }) else {
                continue
            }
            cells[index].lines = only.lines
            cells[index].rowSpan = rows.count
        }
    }
}
