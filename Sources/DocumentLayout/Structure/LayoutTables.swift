// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells tables that only put things side by side: of one column, or with tables in them.
enum LayoutTables {
    static func all(in elements: [PageStructure.Element]) -> Set<Int> {
        var layouts: Set<Int> = []
        /// The nearest table and row around each element.
        var tables: [Int?] = []
        var widths: [Int: Int] = [:]
        var rows: [Int?] = []
        for (number, element) in elements.enumerated() {
            var table = element.parent.flatMap { tables[$0] }
            var row = element.parent.flatMap { rows[$0] }
            switch element.role {
            case .table:
                if let outer = table { layouts.insert(outer) }
                table = number
                row = nil
            case .row: row = number
            case .headerCell, .cell:
                let width = max(1, min(element.columnSpan, Table.mostColumns))
                if let row { widths[row, default: 0] += width }
            default: break
            }
            tables.append(table)
            rows.append(row)
        }
        var columns: [Int: Int] = [:]
        for (row, width) in widths {
            if let table = tables[row] { columns[table] = max(width, columns[table] ?? 0) }
        }
        for (number, element) in elements.enumerated() where element.role == .table && columns[number] ?? 0 < 2 {
            layouts.insert(number)
        }
        return layouts
    }
}
