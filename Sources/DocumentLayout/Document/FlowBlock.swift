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
    /// Those of the page come first.
    var styles: [TextStyle]
    /// What the document says that it is.
    var tag: BlockTag?
    /// The identity of its element.
    var element: Int?

    /// - Parameter firstLink: position of the page's first link among those of all pages: blocks of several pages are
    ///   joined.
    init(_ block: Block, page: Int, styles: [TextStyle], firstLink: Int) {
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
        case .lines(let lines): self.lines = lines.map { $0.withLinks(from: firstLink) }
        case .table(var table):
            lines = []
            for index in table.cells.indices {
                table.cells[index].lines = table.cells[index].lines.map { $0.withLinks(from: firstLink) }
            }
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
    fileprivate func withLinks(from first: Int) -> TextLine {
        guard first > 0, words.contains(where: { $0.link != nil }) else { return self }
        var line = self
        for index in line.words.indices { line.words[index].link = words[index].link.map { $0 + first } }
        return line
    }

    var characterCount: Int { words.reduce(0) { $0 + $1.text.utf8.count } }
}
