// SPDX-License-Identifier: GPL-3.0-or-later

/// A document as its reader sees it.
package struct TextDocument: Equatable, Sendable {
    package enum Element: Equatable, Sendable {
        /// Level 1 is the highest, 6 the lowest.
        case heading(level: Int, [Span])
        case paragraph([Span])
        case caption([Span])
        case footnote([Span])
        case list([Item])
        case code([String])
        case table(DocumentTable)
    }

    package struct Item: Equatable, Sendable {
        /// 0 is the outermost.
        package var depth: Int
        /// Nil for a bullet.
        package var number: Int?
        package var spans: [Span]
    }

    package var elements: [Element]
}

/// A table's cells, row by row.
package struct DocumentTable: Equatable, Sendable {
    package struct Cell: Equatable, Sendable {
        package var rowSpan: Int
        package var columnSpan: Int
        package var spans: [Span]
    }

    package var rows: [[Cell]]
    package var headerRowCount: Int

    var hasSpans: Bool { rows.contains { $0.contains { $0.rowSpan > 1 || $0.columnSpan > 1 } } }
}
