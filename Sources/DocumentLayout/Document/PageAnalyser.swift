// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds words, lines, tables, columns and blocks of a page.
package struct PageAnalyser {
    private let page: PageContents

    package init(_ page: PageContents) { self.page = page.sound }

    package func analysis() -> PageAnalysis {
        var builder = WordBuilder(faces: page.faces)
        var blocks: [Block] = []
        let groups = groups()
        for (turns, glyphs) in groups {
            let isMain = turns == groups[0].turns
            if isMain, let structured = structured(glyphs, turns, &builder) {
                blocks += structured
                continue
            }
            let first = builder.words.count
            builder.add(turns == 0 ? glyphs : glyphs.map { levelled($0, turns) })
            var words = Array(builder.words[first...])
            if isMain { place(page.texts, turns, into: &words) }
            markLinks(&words, turns)
            blocks += Self.blocks(of: words, marks: isMain ? marks(turns) : [], builder.styles, turns)
        }
        return PageAnalysis(
            number: page.number,
            width: page.width,
            height: page.height,
            styles: builder.styles,
            blocks: blocks,
            links: page.links.map(\.address),
            outline: page.outline
        )
    }

    /// Nil where the document's structure does not tell how the page is read. Filled forms are no part of the structure.
    private func structured(_ glyphs: [Glyph], _ turns: Int, _ builder: inout WordBuilder) -> [Block]? {
        guard !page.structure.owners.isEmpty, page.texts.isEmpty else { return nil }
        let level = turns == 0 ? glyphs : glyphs.map { levelled($0, turns) }
        var trial = builder
        guard let structured = StructuredPage(page.structure, glyphs: level, marks: marks(turns)),
            var blocks = structured.blocks(&trial, link: { markLinks(&$0, turns) })
        else { return nil }
        builder = trial
        for index in blocks.indices { blocks[index].turns = turns }
        return blocks
    }

    /// Glyphs by their turns; the most first.
    private func groups() -> [(turns: Int, glyphs: [Glyph])] {
        if let turns = page.glyphs.first?.turns, page.glyphs.allSatisfy({ $0.turns == turns }) {
            return [(Int(turns & 3), page.glyphs)]
        }
        var groups: [[Glyph]] = [[], [], [], []]
        for glyph in page.glyphs { groups[Int(glyph.turns & 3)].append(glyph) }
        let sorted = groups.enumerated().filter { !$0.element.isEmpty }
            .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
        guard !sorted.isEmpty else { return page.texts.isEmpty ? [] : [(0, [])] }
        return sorted.map { ($0.offset, $0.element) }
    }

    private func levelled(_ glyph: Glyph, _ turns: Int) -> Glyph {
        var level = glyph
        level.box = glyph.box.levelled(turns, width: page.width, height: page.height)
        switch turns {
        case 1: level.baseline = page.width - glyph.baseline
        case 2: level.baseline = page.height - glyph.baseline
        default: break
        }
        return level
    }

    private func marks(_ turns: Int) -> [PageMark] {
        page.marks.map { mark in
            var level = mark
            level.box = mark.box.levelled(turns, width: page.width, height: page.height)
            return level
        }
    }

    private func place(_ texts: [BoxedText], _ turns: Int, into words: inout [Word]) {
        for text in texts {
            let box = text.box.levelled(turns, width: page.width, height: page.height)
            guard !text.isShown(by: words, in: box) else { continue }
            words += text.words(in: box)
        }
    }

    private func markLinks(_ words: inout [Word], _ turns: Int) {
        guard !page.links.isEmpty else { return }
        let areas = page.links.map { $0.box.levelled(turns, width: page.width, height: page.height) }
        let index = AreaIndex(areas)
        for number in words.indices { words[number].link = index.area(around: words[number].box) }
    }

    static func blocks(of words: [Word], marks: [PageMark], _ styles: [TextStyle], _ turns: Int) -> [Block] {
        var lines = LineBuilder.lines(of: words)
        let size = textSize(of: lines)
        let leaders = LeaderRules(lines)
        let tables = TableFinder(lines: leaders.others, rules: RuleSet(marks + leaders.marks), textSize: size).tables()
        let taken = Set(tables.flatMap(\.lines))
        lines = leaders.others.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
        lines += leaders.lines.filter { line in
            !tables.contains { $0.table.box.insetBy(x: -2, y: -2).containsMiddle(of: line.core) }
        }
        let boxes = lines.map(\.core) + tables.map(\.table.box)
        var blocks: [Block] = []
        for column in ReadingOrder(boxes: boxes, textSize: size).columns() {
            var pieces: [TextLine] = []
            for item in column {
                if item < lines.count {
                    pieces.append(lines[item])
                } else {
                    blocks += BlockBuilder(pieces: pieces, styles: styles).blocks()
                    pieces = []
                    blocks.append(Block(table: tables[item - lines.count].table))
                }
            }
            blocks += BlockBuilder(pieces: pieces, styles: styles).blocks()
        }
        for index in blocks.indices { blocks[index].turns = turns }
        return blocks
    }

    /// Of most characters.
    static func textSize(of lines: [TextLine]) -> Double {
        var counts: [Int: Int] = [:]
        for line in lines {
            for word in line.words {
                counts[Int((min(word.size, 1e6) * 2).rounded()), default: 0] += word.text.utf8.count
            }
        }
        let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
        return best.map { Double($0.key) / 2 } ?? 10
    }
}
