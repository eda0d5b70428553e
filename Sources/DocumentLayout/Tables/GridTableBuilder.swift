// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a table of cells that rules frame.
struct GridTableBuilder {
    /// Rules that are nearer are one, in points.
    private static let sameRule = 4.0
    private static let mostCells = 20_000

    let region: TableRegion
    let rows: [TextRow]

    func table() -> Table? {
        let xs = Self.positions(region.uprights.map(\.position) + [region.box.left, region.box.right])
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
            hasUpright(at: grid.xs[column + 1], from: grid.ys[row], to: grid.ys[row + 1])
        } hasLevel: { grid, row, column in
            !grid.isRuled(row) || hasLevel(at: grid.ys[row + 1], from: grid.xs[column], to: grid.xs[column + 1])
        }
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
