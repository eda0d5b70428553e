// SPDX-License-Identifier: GPL-3.0-or-later

/// Cells in rows and columns.
package struct Table: Equatable, Sendable {
    /// On one page.
    static let mostRows = 2000
    static let mostColumns = 60

    package struct Cell: Equatable, Sendable {
        package var row: Int
        package var column: Int
        package var rowSpan = 1
        package var columnSpan = 1
        package var lines: [TextLine] = []
    }

    package var box: Box
    package var rowCount: Int
    package var columnCount: Int
    /// By row, then column; places that a span covers have none.
    package var cells: [Cell]
    /// How many rows from the top are headers.
    package var headerRowCount = 0

    package init(box: Box, rowCount: Int, columnCount: Int, cells: [Cell], headerRowCount: Int = 0) {
        self.box = box
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.cells = cells
        self.headerRowCount = headerRowCount
    }

    var hasSpans: Bool { cells.contains { $0.rowSpan > 1 || $0.columnSpan > 1 } }
}
