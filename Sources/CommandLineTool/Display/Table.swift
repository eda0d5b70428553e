// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// Rows under headings, aligned for people. The last column takes what is left of a terminal's width.
struct Table {
    struct Column {
        let title: String
        var isNumber = false
    }

    let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    mutating func add(_ row: [String]) { rows.append(row.map(\.escapingControls)) }

    /// Cut at a terminal's width; nil cuts nothing.
    func lines(width: Int?) -> [String] {
        let all = [columns.map(\.title)] + rows
        let widths = columns.indices.map { index in all.map { $0[index].columns }.max() ?? 0 }
        return all.map { row in
            let cells = row.indices.map { cell(row[$0], $0, width: widths[$0]) }
            let line = cells.joined(separator: "  ")
            return width.map { line.fitted(to: $0) } ?? line
        }
    }

    private func cell(_ text: String, _ index: Int, width: Int) -> String {
        if columns[index].isNumber { return text.paddedLeft(to: width) }
        return index == columns.count - 1 ? text : text.padded(to: width)
    }

    func show() {
        for line in lines(width: Console.width) { Console.line(line) }
    }
}
