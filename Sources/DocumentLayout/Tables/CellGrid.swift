// SPDX-License-Identifier: GPL-3.0-or-later

/// Words in places between upright and level borders.
struct CellGrid {
    private(set) var xs: [Double]
    private(set) var ys: [Double]
    /// Whether the lower border of a row is a rule, not the white space between lines.
    private var ruled: [Bool]
    /// By row and column.
    private var words: [[[Word]]]

    var rowCount: Int { ys.count - 1 }
    var columnCount: Int { xs.count - 1 }

    init(xs: [Double], ys: [Double]) {
        self.xs = xs
        self.ys = ys
        ruled = Array(repeating: true, count: ys.count)
        words = Array(repeating: Array(repeating: [], count: xs.count - 1), count: ys.count - 1)
    }

    func isRuled(_ row: Int) -> Bool { ruled[row] }

    mutating func add(_ word: Word, x: Double, y: Double) {
        let column = Self.place(of: x, in: xs)
        let row = Self.place(of: y, in: ys)
        words[row][column].append(word)
    }

    private static func place(of position: Double, in borders: [Double]) -> Int {
        var (low, high) = (0, borders.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if borders[middle] <= position { low = middle + 1 } else { high = middle }
        }
        return min(max(0, low - 1), borders.count - 2)
    }

    /// Of all lines in a row, ascending.
    func baselines(inRow row: Int) -> [Double] {
        let all = words[row].joined().filter { $0.script == .level }.map { ($0.baseline, $0.size) }.sorted {
            $0.0 < $1.0
        }
        var result: [Double] = []
        for (baseline, size) in all where baseline - (result.last ?? -.infinity) > 0.4 * size {
            result.append(baseline)
        }
        return result
    }

    /// Whether two columns at the least, and most of those that have anything, have something on nearly every line.
    func isFull(_ row: Int, _ baselines: [Double]) -> Bool {
        let counts = words[row].filter { !$0.isEmpty }.map { cell in
            baselines.count { baseline in cell.contains { ($0.baseline - baseline).magnitude < 0.3 * $0.size } }
        }
        let full = counts.count { $0 * 10 >= baselines.count * 8 }
        return full >= 2 && full * 10 >= counts.count * 6
    }

    /// - Returns: how many rows more there are.
    mutating func split(_ row: Int, _ baselines: [Double]) -> Int {
        let borders = zip(baselines, baselines.dropFirst()).map { $0 + ($1 - $0) * 0.25 }
        let old = words[row]
        var parts = Array(repeating: Array(repeating: [Word](), count: columnCount), count: baselines.count)
        for (column, cell) in old.enumerated() {
            for word in cell { parts[borders.count { $0 < word.baseline - 0.1 * word.size }][column].append(word) }
        }
        words.replaceSubrange(row...row, with: parts)
        ys.insert(contentsOf: borders, at: row + 1)
        ruled.insert(contentsOf: borders.map { _ in false }, at: row)
        return borders.count
    }

    /// Takes away rows and columns that hold nothing, such as those between double rules.
    mutating func dropEmpty() {
        for row in (0..<rowCount).reversed() where rowCount > 1 && words[row].allSatisfy(\.isEmpty) {
            words.remove(at: row)
            ys.remove(at: row + 1 < ys.count - 1 ? row + 1 : row)
            ruled.remove(at: row)
        }
        for column in (0..<columnCount).reversed() where columnCount > 1 {
            guard words.allSatisfy({ $0[column].isEmpty }) else { continue }
            for row in words.indices { words[row].remove(at: column) }
            xs.remove(at: column + 1 < xs.count - 1 ? column + 1 : column)
        }
    }

    /// Whether a piece of text in the row stands on both sides of a column's right border.
    func crosses(_ row: Int, _ column: Int) -> Bool {
        let x = xs[column + 1]
        let (left, right) = (words[row][column], words[row][column + 1])
        if (left + right).contains(where: { $0.box.left < x - 2 && $0.box.right > x + 2 }) { return true }
        return left.contains { word in
            right.contains { other in
                (word.baseline - other.baseline).magnitude < 0.3 * word.size
                    && other.box.left - word.box.right < 0.4 * word.size
            }
        }
    }

    /// Whether all that the row holds stands in places that its text crosses between.
    func isOneText(_ row: Int) -> Bool {
        let filled = words[row].indices.filter { !words[row][$0].isEmpty }
        return zip(filled, filled.dropFirst()).allSatisfy { $1 == $0 + 1 && crosses(row, $0) }
    }

    func isEmpty(_ row: Int, _ column: Int) -> Bool { words[row][column].isEmpty }

    /// Joins places that no border divides.
    func table(
        box: Box,
        hasUpright: (CellGrid, Int, Int) -> Bool,
        hasLevel: (CellGrid, Int, Int) -> Bool
    ) -> Table {
        var isTaken = Array(repeating: Array(repeating: false, count: columnCount), count: rowCount)
        var cells: [Table.Cell] = []
        for row in 0..<rowCount {
            for column in 0..<columnCount where !isTaken[row][column] {
                var right = column
                while right + 1 < columnCount, !isTaken[row][right + 1], !hasUpright(self, row, right) { right += 1 }
                var bottom = row
                while bottom + 1 < rowCount, (column...right).allSatisfy({ !hasLevel(self, bottom, $0) }) {
                    bottom += 1
                }
                var all: [Word] = []
                for r in row...bottom {
                    for c in column...right {
                        isTaken[r][c] = true
                        all += words[r][c]
                    }
                }
                var cell = Table.Cell(
                    row: row,
                    column: column,
                    rowSpan: bottom - row + 1,
                    columnSpan: right - column + 1
                )
                cell.lines = TableCellLines.lines(of: all)
                cells.append(cell)
            }
        }
        return Table(box: box, rowCount: rowCount, columnCount: columnCount, cells: cells)
    }
}
