// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a table of rows of text whose columns white space divides.
struct FlowTableBuilder {
    let region: TableRegion
    let rows: [TextRow]
    let textSize: Double

    func table() -> Table? {
        let header = headerCount
        let body = Array(rows[header...])
        var borders = ColumnFinder(rows: body.count >= 2 ? body : rows, textSize: textSize).borders()
        if borders.isEmpty, body.count < rows.count {
            borders = ColumnFinder(rows: rows, textSize: textSize).borders()
        }
        guard !borders.isEmpty, borders.count < Table.mostColumns else { return nil }
        var slots = rows.map { RowSlots($0, borders: borders) }
        let extents = Self.extents(slots[header...], columns: borders.count + 1)
        for index in slots.indices { slots[index].divide(at: borders, extents: extents) }
        let spanners = SpannerFinder(
            borders: borders,
            extents: extents,
            levels: region.levels,
            width: region.box.width
        )
        for index in 0..<header { spanners.widen(&slots[index]) }
        return assemble(slots, columns: borders.count + 1, header: header)
    }

    private static func extents(_ slots: ArraySlice<RowSlots>, columns: Int) -> [ClosedRange<Double>?] {
        (0..<columns).map { column in
            let boxes = slots.compactMap { slot in slot.pieces.first { $0.columns == column...column }?.box }
            return Box.around(boxes).map { $0.left...$0.right }
        }
    }

    /// Level rules that run through most of the table.
    private var fullLevels: [Double] {
        region.levels.filter { $0.length > 0.55 * region.box.width }.map(\.position)
    }

    /// How many rows stand above the first rule within the table.
    private var headerCount: Int {
        guard let first = rows.first, let last = rows.last else { return 0 }
        let interior = fullLevels.filter {
            $0 > first.baseline - 0.3 * first.size && $0 < last.baseline - 0.5 * last.size
        }
        guard let rule = interior.first else { return 0 }
        let count = rows.count { $0.baseline - 0.3 * $0.size < rule }
        return count < rows.count && count <= max(8, rows.count / 2) ? count : 0
    }

    private func assemble(_ slots: [RowSlots], columns: Int, header: Int) -> Table {
        let grouper = RowGrouper(rows: rows, slots: slots, rules: fullLevels, header: header)
        let groups = grouper.groups()
        var cells: [Table.Cell] = []
        for (number, group) in groups.enumerated() {
            cells += RowCells.cells(of: slots[group], row: number, columns: columns)
        }
        let headerRows = groups.count { $0.upperBound <= header }
        if headerRows > 1 { RowSpans.join(&cells, 0..<headerRows) }
        if grouper.isRuledThrough {
            RowSpans.add(to: &cells, groups: groups, rules: fullLevels, rows: rows, from: headerRows)
        }
        return Table(
            box: region.box,
            rowCount: groups.count,
            columnCount: columns,
            cells: cells,
            headerRowCount: headerRows
        )
    }
}
