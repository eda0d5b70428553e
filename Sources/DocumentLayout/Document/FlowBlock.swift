// SPDX-License-Identifier: GPL-3.0-or-later

/// A block on its way into the document.
struct FlowBlock {
    enum Role: Equatable {
        case body
        /// Nothing else, as the document says.
        case paragraph
        case heading(level: Int)
        case caption
        case footnote
        case item
        case code
        case table
    }

    var role = Role.body
    /// Position among the pages.
    var page: Int
    var lines: [TextLine]
    var table: Table?
    var box: Box
    var column: Box
    /// Where its last lines stand, once it has been joined with others.
    var lastPage: Int
    var lastColumn: Box
    var turns: Int
    /// Styles of the page.
    var styles: [TextStyle]
    /// What the document says that it is.
    var tag: BlockTag?
    /// The identity of its element.
    var element: Int?

    init(_ block: Block, page: Int, styles: [TextStyle]) {
        self.page = page
        self.styles = styles
        box = block.box
        column = block.column
        lastPage = page
        lastColumn = block.column
        turns = block.turns
        tag = block.tag
        element = block.element
        switch block.content {
        case .lines(let lines): self.lines = lines
        case .table(let table):
            lines = []
            self.table = table
            role = .table
        }
    }

    /// Whether it is text that may be a list's item, a note or code.
    var isText: Bool { role == .body || role == .paragraph }

    var text: String { lines.map(\.text).joined(separator: " ") }

    /// Of most characters, in points.
    var size: Double {
        lines.max { $0.characterCount < $1.characterCount }?.size ?? 0
    }

    /// The style that most of its level characters have.
    var mainStyle: TextStyle? {
        var counts: [Int: Int] = [:]
        for line in lines {
            for word in line.words where word.script == .level {
                if let style = word.style { counts[style, default: 0] += word.text.utf8.count }
            }
        }
        let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        return best.map { styles[$0.key] }
    }
}

extension TextLine {
    var characterCount: Int { words.reduce(0) { $0 + $1.text.utf8.count } }
}
