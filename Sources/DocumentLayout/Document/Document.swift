// SPDX-License-Identifier: GPL-3.0-or-later

/// A document as its reader sees it.
package struct Document: Equatable, Sendable {
    package enum Element: Equatable, Sendable {
        /// Level 1 is the highest, 6 the lowest.
        case heading(level: Int, [Span])
        case paragraph([Span])
        /// Depth 0 is the outermost; no number for a bullet.
        case item(depth: Int, number: Int?, [Span])
        case code([String])
        case table(TableElement)
    }

    package struct TableElement: Equatable, Sendable {
        package struct Cell: Equatable, Sendable {
            package var rowSpan: Int
            package var columnSpan: Int
            package var spans: [Span]
        }

        package var rows: [[Cell]]
        package var headerRowCount: Int
    }

    package var elements: [Element]
}
