// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes blocks of a page whose document says what belongs together, what it is and in which order it is read.
struct StructuredPage {
    private let elements: [PageStructure.Element]
    private let frames: [ElementFrame]
    private let owners: [Int]
    /// By content.
    private var glyphs: [[Glyph]]
    private var artifacts: [Glyph] = []
    private var others: [Glyph] = []
    private let marks: [PageMark]

    /// - Parameter glyphs: level ones.
    /// - Returns: nil where the structure does not cover them.
    init?(_ structure: PageStructure, glyphs all: [Glyph], marks: [PageMark]) {
        guard structure.isSound, StructureTest.covers(all, owners: structure.owners.count) else { return nil }
        elements = structure.elements
        owners = structure.owners
        frames = ElementFrame.frames(of: elements, layouts: LayoutTables.all(in: elements))
        self.marks = marks
        glyphs = Array(repeating: [], count: owners.count)
        for glyph in all {
            if glyph.isArtifact {
                artifacts.append(glyph)
            } else if let content = glyph.content, content < glyphs.count {
                glyphs[content].append(glyph)
            } else if !glyph.scalar.separatesWords {
                others.append(glyph)
            }
        }
    }

    /// - Parameter link: marks words that are links.
    /// - Returns: nil where the page itself contradicts the structure.
    func blocks(_ builder: inout WordBuilder, link: (inout [Word]) -> Void) -> [Block]? {
        let parts = PagePart.parts(owners: owners, frames: frames)
        var made: [MadePart] = []
        for part in parts where part.contents.contains(where: { !glyphs[$0].isEmpty }) {
            let next = MadePart(part, runs(of: part, &builder, link), styles: builder.styles)
            if !next.lines.isEmpty { made.append(next) }
        }
        let size = PageAnalyser.textSize(of: made.flatMap(\.lines))
        guard StructureTest.isBelievable(made, marks: marks, textSize: size) else { return nil }
        var blocks = made.flatMap { self.blocks($0, builder.styles, size) }
        place(geometric(words(others, &builder, link), builder.styles), among: &blocks)
        let edges = geometric(words(artifacts, &builder, link), builder.styles, tag: .artifact)
        let middle = Box.around(blocks.map(\.box))?.middleY ?? 0
        return edges.filter { $0.box.middleY < middle } + blocks + edges.filter { $0.box.middleY >= middle }
    }

    private func runs(
        of part: PagePart,
        _ builder: inout WordBuilder,
        _ link: (inout [Word]) -> Void
    ) -> [MadePart.Run] {
        var runs: [MadePart.Run] = []
        var pending: [Glyph] = []
        for (index, content) in part.contents.enumerated() {
            let frame = frames[owners[content]]
            pending += glyphs[content]
            if index + 1 < part.contents.count {
                let next = frames[owners[part.contents[index + 1]]]
                if next.cell == frame.cell, next.isLabel == frame.isLabel { continue }
            }
            runs.append(MadePart.Run(cell: frame.cell, isLabel: frame.isLabel, words: words(pending, &builder, link)))
            pending = []
        }
        return runs
    }

    private func words(_ glyphs: [Glyph], _ builder: inout WordBuilder, _ link: (inout [Word]) -> Void) -> [Word] {
        let first = builder.words.count
        builder.add(glyphs)
        var words = Array(builder.words[first...])
        link(&words)
        return words
    }

    private func blocks(_ made: MadePart, _ styles: [TextStyle], _ size: Double) -> [Block] {
        switch made.kind {
        case .table:
            if let table = table(made) {
                var block = Block(table: table)
                block.tag = .table
                block.element = elements[made.part.element].identity
                return [block]
            }
            return geometric(made.words, styles, tag: made.tag)
        case .figure, .loose: return geometric(made.words, styles, tag: made.tag)
        case .block(let tag):
            guard let box = Box.around(made.lines.map(\.box)) else { return [] }
            return (tag == .paragraph ? made.paragraphs : [made.lines]).map { lines in
                var block = Block(lines: lines, column: box)
                block.tag = made.tag
                block.element = elements[made.part.element].identity
                return block
            }
        }
    }

    private func table(_ made: MadePart) -> Table? {
        guard let tagged = TaggedTable(made.part.element, of: elements, frames: frames), tagged.isFull,
            let box = Box.around(made.lines.map(\.box))
        else { return nil }
        var words: [Int: [Word]] = [:]
        for run in made.runs {
            guard let cell = run.cell else { return nil }
            words[cell, default: []] += run.words
        }
        let cells = tagged.cells.map { cell in
            Table.Cell(
                row: cell.row,
                column: cell.column,
                rowSpan: cell.rowSpan,
                columnSpan: cell.columnSpan,
                lines: TableCellLines.lines(of: words[cell.element] ?? [])
            )
        }
        let table = Table(
            box: box,
            rowCount: tagged.rowCount,
            columnCount: tagged.columnCount,
            cells: cells,
            headerRowCount: tagged.headerRowCount
        )
        let isEmpty = cells.count { !$0.lines.isEmpty } < 2
        return isEmpty || TableTest(table: table, isGrid: true).isProse ? nil : table
    }

    /// By where the words stand. What is no table has the tag.
    private func geometric(_ words: [Word], _ styles: [TextStyle], tag: BlockTag? = nil) -> [Block] {
        guard !words.isEmpty else { return [] }
        let marks = tag == .artifact ? [] : self.marks
        return PageAnalyser.blocks(of: words, marks: marks, styles, 0).map { block in
            var block = block
            if case .lines = block.content { block.tag = tag }
            return block
        }
    }

    /// Puts what the structure does not name below what stands above it.
    private func place(_ others: [Block], among blocks: inout [Block]) {
        for block in others {
            let middle = block.box.middleY
            let above = blocks.lastIndex { $0.box.bottom <= middle && $0.box.horizontalOverlap(block.box) > 0 }
            let below = blocks.firstIndex { $0.box.top >= middle && $0.box.horizontalOverlap(block.box) > 0 }
            blocks.insert(block, at: above.map { $0 + 1 } ?? below ?? blocks.count)
        }
    }
}
