// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins tables that go on at the head of the next page or column.
enum TableJoiner {
    static func joined(_ flow: [FlowBlock]) -> [FlowBlock] {
        var result: [FlowBlock] = []
        for block in flow {
            if let index = result.indices.last, let joined = join(result[index], block) {
                result[index] = joined
            } else {
                result.append(block)
            }
        }
        return result
    }

    private static func join(_ first: FlowBlock, _ second: FlowBlock) -> FlowBlock? {
        guard let above = first.table, let below = second.table, first.page < second.page else { return nil }
        let isSame = first.element != nil && first.element == second.element
        guard above.columnCount == below.columnCount,
            isSame || (above.box.width - below.box.width).magnitude < 0.1 * above.box.width
        else { return nil }
        var joined = first
        var rest = below.withoutHeader(of: above)
        for index in rest.cells.indices {
            rest.cells[index].lines = joined.restyled(rest.cells[index].lines, of: second)
        }
        joined.table = above.appending(rest)
        return joined
    }
}

extension Table {
    /// Without first rows that say the same as the other's.
    fileprivate func withoutHeader(of other: Table) -> Table {
        var same = 0
        while same < min(rowCount, max(1, other.headerRowCount)), rowText(same) == other.rowText(same) { same += 1 }
        guard same > 0, same < rowCount else { return self }
        var table = self
        table.rowCount -= same
        table.headerRowCount = max(0, headerRowCount - same)
        table.cells = cells.filter { $0.row >= same }.map { cell in
            var cell = cell
            cell.row -= same
            return cell
        }
        return table
    }

    private func rowText(_ row: Int) -> [String] {
        cells.filter { $0.row == row }.map { $0.lines.map(\.text).joined(separator: " ") }
    }

    fileprivate func appending(_ other: Table) -> Table {
        var table = self
        // The header may be all that had room on a page.
        if headerRowCount == rowCount { table.headerRowCount += other.headerRowCount }
        table.cells += other.cells.map { cell in
            var cell = cell
            cell.row += rowCount
            return cell
        }
        table.rowCount += other.rowCount
        return table
    }
}
