// SPDX-License-Identifier: GPL-3.0-or-later

extension PageAnalysis {
    /// Changes whenever the form of the bytes does.
    private static let version: UInt64 = 3

    /// For another process of the same version.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(Self.version)
        writer.write(count: number)
        writer.write(length: width)
        writer.write(length: height)
        writer.write(count: styles.count)
        for style in styles { writer.write(style) }
        writer.write(count: links.count)
        for link in links { writer.write(link) }
        writer.write(count: outline.count)
        for entry in outline {
            writer.write(count: entry.level)
            writer.write(entry.title)
        }
        writer.write(count: blocks.count)
        for block in blocks { writer.write(block) }
        return writer.bytes
    }

    /// Nil where the bytes are none that `bytes` gave.
    package init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do {
            self = try reader.page(version: Self.version)
        } catch {
            return nil
        }
        guard reader.isAtEnd else { return nil }
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ style: TextStyle) {
        write(style.face.name)
        let flags = [style.face.isBold, style.face.isItalic, style.face.isFixedWidth]
        write(flags.enumerated().reduce(UInt64(0)) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 })
        write(length: style.size)
    }

    fileprivate mutating func write(_ block: Block) {
        write(count: block.turns)
        write(block.tag)
        write(count: block.element.map { $0 + 1 } ?? 0)
        write(block.column)
        switch block.content {
        case .lines(let lines):
            write(0)
            write(lines)
        case .table(let table):
            write(1)
            write(table)
        }
    }

    private mutating func write(_ tag: BlockTag?) {
        switch tag {
        case nil: write(0)
        case .paragraph: write(1)
        case .title: write(2)
        case .caption: write(3)
        case .footnote: write(4)
        case .code: write(5)
        case .table: write(6)
        case .artifact: write(7)
        case .heading(let level):
            write(8)
            write(count: level)
        case .item(let depth, let label):
            write(9)
            write(count: depth)
            write(count: label)
        case .contentsEntry: write(10)
        }
    }

    private mutating func write(_ table: Table) {
        write(table.box)
        write(count: table.rowCount)
        write(count: table.columnCount)
        write(count: table.headerRowCount)
        write(count: table.cells.count)
        for cell in table.cells {
            for number in [cell.row, cell.column, cell.rowSpan, cell.columnSpan] { write(count: number) }
            write(cell.lines)
        }
    }

    private mutating func write(_ lines: [TextLine]) {
        write(count: lines.count)
        for line in lines {
            write(count: line.words.count)
            for word in line.words { write(word) }
        }
    }

    private mutating func write(_ word: Word) {
        write(word.text)
        write(word.box)
        write(length: word.baseline)
        write(length: word.size)
        write(count: word.style.map { $0 + 1 } ?? 0)
        write(count: word.link.map { $0 + 1 } ?? 0)
        write(count: word.confidence.map { $0 + 1 } ?? 0)
        let flags = UInt64(word.script.rawValue) << 2 | (word.isGlued ? 1 : 0) | (word.isArtifact ? 2 : 0)
        write(flags)
    }
}

extension ByteReader {
    fileprivate mutating func page(version: UInt64) throws(Malformed) -> PageAnalysis {
        guard try number() == version else { throw Malformed() }
        var page = PageAnalysis(number: 0, width: 0, height: 0, styles: [], blocks: [], links: [], outline: [])
        page.number = try integer(below: 1 << 31)
        page.width = try length()
        page.height = try length()
        page.styles = try array { reader throws(Malformed) in try reader.style() }
        page.links = try array { reader throws(Malformed) in try reader.text() }
        page.outline = try array { reader throws(Malformed) in
            OutlineTitle(level: try reader.integer(below: 100), title: try reader.text())
        }
        let (styles, links) = (page.styles.count, page.links.count)
        page.blocks = try array { reader throws(Malformed) in try reader.block(styles: styles, links: links) }
        return page
    }

    private mutating func style() throws(Malformed) -> TextStyle {
        let name = try text()
        let flags = try number()
        var face = FontFace(name: "", isBold: flags & 1 != 0, isItalic: flags & 2 != 0, isFixedWidth: flags & 4 != 0)
        face.name = name
        return TextStyle(face: face, size: try length())
    }

    private mutating func block(styles: Int, links: Int) throws(Malformed) -> Block {
        let turns = try integer(below: 4)
        let tag = try tag()
        let element = try integer(below: 1 << 33)
        let column = try box()
        var block: Block
        if try integer(below: 2) == 0 {
            block = Block(lines: try lines(styles: styles, links: links), column: column)
        } else {
            block = Block(table: try table(styles: styles, links: links))
            block.column = column
        }
        block.turns = turns
        block.tag = tag
        block.element = element > 0 ? element - 1 : nil
        return block
    }

    private mutating func tag() throws(Malformed) -> BlockTag? {
        switch try integer(below: 11) {
        case 1: .paragraph
        case 2: .title
        case 3: .caption
        case 4: .footnote
        case 5: .code
        case 6: .table
        case 7: .artifact
        case 8: .heading(level: try integer(below: 7))
        case 9: .item(depth: try integer(below: 100), label: try integer(below: 1 << 31))
        case 10: .contentsEntry
        default: nil
        }
    }

    private mutating func table(styles: Int, links: Int) throws(Malformed) -> Table {
        var table = Table(box: try box(), rowCount: 0, columnCount: 0, cells: [])
        // Rows and columns without cells cost nothing to write, so they are bounded on their own.
        table.rowCount = try integer(below: Table.mostRows + 1)
        table.columnCount = try integer(below: Table.mostColumns + 1)
        table.headerRowCount = try integer(below: table.rowCount + 1)
        let (rows, columns) = (table.rowCount, table.columnCount)
        table.cells = try array { reader throws(Malformed) in
            var cell = Table.Cell(row: try reader.integer(below: rows), column: try reader.integer(below: columns))
            cell.rowSpan = try reader.integer(below: rows + 1)
            cell.columnSpan = try reader.integer(below: columns + 1)
            cell.lines = try reader.lines(styles: styles, links: links)
            return cell
        }
        return table
    }

    private mutating func lines(styles: Int, links: Int) throws(Malformed) -> [TextLine] {
        try array { reader throws(Malformed) in
            let words = try reader.array { reader throws(Malformed) in try reader.word(styles: styles, links: links) }
            guard !words.isEmpty else { throw Malformed() }
            return TextLine(words: words)
        }
    }

    private mutating func word(styles: Int, links: Int) throws(Malformed) -> Word {
        var word = Word(text: try text(), box: try box(), baseline: try length(), size: try length(), style: nil)
        let style = try integer(below: styles + 1)
        word.style = style > 0 ? style - 1 : nil
        let link = try integer(below: links + 1)
        word.link = link > 0 ? link - 1 : nil
        let confidence = try integer(below: 102)
        word.confidence = confidence > 0 ? confidence - 1 : nil
        let flags = try integer(below: 12)
        word.isGlued = flags & 1 != 0
        word.isArtifact = flags & 2 != 0
        word.script = Word.Script(rawValue: UInt8(flags >> 2)) ?? .level
        return word
    }
}
