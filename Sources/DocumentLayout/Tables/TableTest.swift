// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells tables from what only looks like one: columns of prose, forms, charts.
struct TableTest {
    let table: Table
    let isGrid: Bool

    var isTable: Bool {
        guard table.columnCount >= 2, table.rowCount >= (isGrid ? 1 : 2), table.columnCount <= Table.mostColumns,
            table.rowCount <= Table.mostRows
        else { return false }
        guard table.rowCount * table.columnCount >= 3 else { return false }
        let filled = table.cells.count { !$0.lines.isEmpty }
        guard filled >= 3, filled * 10 >= table.cells.count * 3 else { return false }
        return !isProse
    }

    /// Whether its cells are paragraphs: long, of many lines that are as wide as their column.
    var isProse: Bool {
        let filled = table.cells.filter { !$0.lines.isEmpty }
        let words = filled.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.words.count } }
        let average = Double(words) / Double(max(1, filled.count))
        if isGrid { return average > 80 }
        // Two columns of text, line by line.
        let long = filled.count { cell in cell.lines.contains { $0.words.count >= 6 } }
        return table.columnCount <= 3 && long * 2 > filled.count && table.rowCount > 3
    }
}
