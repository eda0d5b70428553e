// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a table of what stands in a region, where that is one.
struct TableBuilder {
    let region: TableRegion
    let lines: [TextLine]
    let textSize: Double

    func table() -> Table? {
        let rows = TextRow.rows(of: lines)
        guard rows.count > 0, rows.count <= Table.mostRows else { return nil }
        let table =
            region.isGrid
            ? GridTableBuilder(region: region, rows: rows).table()
            : FlowTableBuilder(region: region, rows: rows, textSize: textSize).table()
        guard let table, TableTest(table: table, isGrid: region.isGrid).isTable else { return nil }
        return table
    }
}
