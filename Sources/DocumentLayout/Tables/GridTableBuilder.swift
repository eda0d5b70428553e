// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a table of cells that rules frame.
struct GridTableBuilder {
    /// Rules that are nearer are one, in points.
    private static let sameRule = 4.0
    private static let mostCells = 20_000

    let region: TableRegion
    let rows: [TextRow]

    func table() -> Table? {
        let ruled = Self.positions(region.uprights.map(\.position) + [region.box.left, region.box.right])
        let xs = Self.positions(ruled + whiteBorders(ruled))
        let ys = Self.positions(region.levels.map(\.position) + [region.box.top, region.box.bottom])
        guard xs.count > 2, ys.count > 1, xs.count * ys.count < Self.mostCells else { return nil }
        var grid = CellGrid(xs: xs, ys: ys)
        for row in rows {
            let middle = row.baseline - 0.3 * row.size
            for word in row.words { grid.add(word, x: word.box.middleX, y: middle) }
        }
        splitRows(&grid)
        grid.dropEmpty()
        return grid.table(box: region.box) { grid, row, column in
            isDivided(grid, row, column)
        } hasLevel: { grid, row, column in
            !grid.isRuled(row) || hasLevel(at: grid.ys[row + 1], from: grid.xs[column], to: grid.xs[column + 1])
        }
    }

    /// Places without a rule between them are one where text stands on both, or where one is empty and either others in
    /// the row have rules or all of the row's text stands together.
    private func isDivided(_ grid: CellGrid, _ row: Int, _ column: Int) -> Bool {
        let (top, bottom) = (grid.ys[row], grid.ys[row + 1])
        if hasUpright(at: grid.xs[column + 1], from: top, to: bottom) { return true }
        if grid.crosses(row, column) { return false }
        let isRuled = (1..<grid.columnCount).contains { hasUpright(at: grid.xs[$0], from: top, to: bottom) }
        let isOneEmpty = grid.isEmpty(row, column) || grid.isEmpty(row, column + 1)
        return !(isOneEmpty && isRuleElsewhere(grid, column) && (isRuled || grid.isOneText(row)))
    }

    /// Whether a rule stands on a column's right border in some row; otherwise white space alone made it.
    private func isRuleElsewhere(_ grid: CellGrid, _ column: Int) -> Bool {
        region.uprights.contains { ($0.position - grid.xs[column + 1]).magnitude <= Self.sameRule }
    }

    /// Borders that white space makes within columns of rules.
    private func whiteBorders(_ ruled: [Double]) -> [Double] {
        var result: [Double] = []
        for (left, right) in zip(ruled, ruled.dropFirst()) {
            let inside = rows.compactMap { $0.part(from: left, to: right) }
            guard inside.count >= 4 else { continue }
            let size = inside[inside.count / 2].size
            for border in ColumnFinder(rows: inside, textSize: 2 * size).borders() {
                let both = inside.count { row in
                    row.words.contains { $0.box.right <= border } && row.words.contains { $0.box.left >= border }
                }
                if both * 10 >= inside.count * 7 { result.append(border) }
            }
        }
        return result
    }

    private func hasUpright(at x: Double, from top: Double, to bottom: Double) -> Bool {
        let middle = (top + bottom) / 2
        return region.uprights.contains {
            ($0.position - x).magnitude <= Self.sameRule && $0.start <= middle && $0.end >= middle
        }
    }

    private func hasLevel(at y: Double, from left: Double, to right: Double) -> Bool {
        let middle = (left + right) / 2
        return region.levels.contains {
            ($0.position - y).magnitude <= Self.sameRule && $0.start <= middle && $0.end >= middle
        }
    }

    static func positions(_ all: [Double]) -> [Double] {
        var result: [Double] = []
        for position in all.sorted() where position - (result.last ?? -.infinity) > sameRule { result.append(position) }
        return result
    }

    /// Rows between two rules may hold many lines that are rows of their own: then most columns have each of them.
    private func splitRows(_ grid: inout CellGrid) {
        var row = 0
        while row < grid.rowCount {
            let baselines = grid.baselines(inRow: row)
            if baselines.count >= 3, grid.isFull(row, baselines) {
                let added = grid.split(row, baselines)
                row += added
            }
            row += 1
        }
    }
}
