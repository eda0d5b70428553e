// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that is read in one go: a paragraph's lines, a heading's, a table.
package struct Block: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        case lines([TextLine])
        case table(Table)
    }

    package var content: Content
    /// In the level frame of its text.
    package var box: Box
    /// Around the column that it stands in.
    package var column: Box
    /// Quarter turns clockwise of its text against the page.
    package var turns = 0
    /// What the document says that it is.
    package var tag: BlockTag?
    /// The identity of its element in the document's structure.
    package var element: Int?

    init(lines: [TextLine], column: Box) {
        content = .lines(lines)
        box = Box.around(lines.lazy.map(\.box)) ?? column
        self.column = column
    }

    init(table: Table) {
        content = .table(table)
        box = table.box
        column = table.box
    }
}
