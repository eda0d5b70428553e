// SPDX-License-Identifier: GPL-3.0-or-later

/// Tables in Markdown: GitHub's where each cell is one place, HTML where cells span several.
enum MarkdownTable {
    static func render(_ table: DocumentTable) -> String {
        let columns = table.rows.map(\.count).max() ?? 0
        guard columns > 0 else { return "" }
        let isEven = table.rows.allSatisfy { $0.count == columns }
        if table.hasSpans || !isEven || table.headerRowCount > 1 { return HTMLWriter.table(table, separator: "") }
        var lines = table.rows.map(row)
        lines.insert("|" + String(repeating: " --- |", count: columns), at: 1)
        return lines.joined(separator: "\n")
    }

    private static func row(_ cells: [DocumentTable.Cell]) -> String {
        "|" + cells.map { " " + MarkdownText.inline($0.spans, emphasis: false) + " |" }.joined()
    }
}
