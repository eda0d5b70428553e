// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows and cells of a table as the document's structure has them.
struct TaggedTable {
    private static let mostCells = 20_000

    struct Cell {
        var element: Int
        var row: Int
        var column: Int
        var rowSpan: Int
        var columnSpan: Int
    }

    private(set) var cells: [Cell] = []
    private(set) var columnCount = 0
    private(set) var headerRowCount = 0
    private(set) var rowCount = 0

    /// Nil where it has no rows and columns, or where they don't fit together.
    init?(_ table: Int, of elements: [PageStructure.Element], frames: [ElementFrame]) {
        var rows: [(element: Int, cells: [Int])] = []
        for number in elements.indices.dropFirst(table + 1) {
            guard let parent = elements[number].parent, parent >= table else { break }
            guard frames[number].table == table else { continue }
            switch elements[number].role {
            case .row where frames[number].cell == nil: rows.append((number, []))
            case .headerCell where frames[number].cell == number, .cell where frames[number].cell == number:
                if !rows.isEmpty { rows[rows.count - 1].cells.append(number) }
            default: break
            }
        }
        rows.removeAll { $0.cells.isEmpty }
        guard rows.count <= Table.mostRows, place(rows.map(\.cells), elements) else { return nil }
        rowCount = rows.count
        headerRowCount = rows.prefix { Self.isHeader($0, elements) }.count
    }

    /// Whether all places are taken once.
    private mutating func place(_ rows: [[Int]], _ elements: [PageStructure.Element]) -> Bool {
        /// How many rows more each column is taken.
        var taken: [Int] = []
        for (row, numbers) in rows.enumerated() {
            var column = 0
            for number in numbers {
                while column < taken.count, taken[column] > 0 { column += 1 }
                let width = max(1, min(elements[number].columnSpan, Table.mostColumns))
                let height = max(1, min(elements[number].rowSpan, rows.count - row))
                guard column + width <= Table.mostColumns, cells.count < Self.mostCells else { return false }
                cells.append(Cell(element: number, row: row, column: column, rowSpan: height, columnSpan: width))
                while taken.count < column + width { taken.append(0) }
                for place in column..<column + width {
                    if taken[place] > 0 { return false }
                    taken[place] = height
                }
                column += width
            }
            for place in taken.indices where taken[place] > 0 { taken[place] -= 1 }
        }
        columnCount = taken.count
        widenLoneCells(rows)
        return columnCount > 0
    }

    /// A row's only cell is as wide as the table, whether its width is told or not.
    private mutating func widenLoneCells(_ rows: [[Int]]) {
        guard cells.allSatisfy({ $0.rowSpan == 1 }) else { return }
        for index in cells.indices where rows[cells[index].row].count == 1 { cells[index].columnSpan = columnCount }
    }

    /// Rows of header cells alone, or in a table's head.
    private static func isHeader(_ row: (element: Int, cells: [Int]), _ elements: [PageStructure.Element]) -> Bool {
        if let parent = elements[row.element].parent, elements[parent].role == .rows(areHeader: true) { return true }
        return row.cells.allSatisfy { elements[$0].role == .headerCell }
    }

    /// Whether its rows fill all places.
    var isFull: Bool {
        cells.reduce(0) { $0 + $1.rowSpan * $1.columnSpan } == rowCount * columnCount
    }
}
