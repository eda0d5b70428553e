// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes the cells of one row of a table from its lines.
enum RowCells {
    static func cells(of slots: ArraySlice<RowSlots>, row: Int, columns: Int) -> [Table.Cell] {
        var sets = DisjointSets(count: columns)
        for slot in slots {
            for piece in slot.pieces {
                for column in piece.columns.dropFirst() { sets.join(piece.columns.lowerBound, column) }
            }
        }
        var cells: [Table.Cell] = []
        var start = 0
        while start < columns {
            var end = start + 1
            while end < columns, sets.root(end) == sets.root(start) { end += 1 }
            var cell = Table.Cell(row: row, column: start, columnSpan: end - start)
            for slot in slots {
                let words = slot.pieces.filter { (start..<end).overlaps($0.columns) }.flatMap(\.words)
                if !words.isEmpty { cell.lines.append(TextLine(words: LineBuilder.arranged(words))) }
            }
            cells.append(cell)
            start = end
        }
        return cells
    }
}

extension Range<Int> {
    fileprivate func overlaps(_ other: ClosedRange<Int>) -> Bool {
        lowerBound <= other.upperBound && other.lowerBound < upperBound
    }
}
