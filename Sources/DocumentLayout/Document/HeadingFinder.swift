// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells headings from other text by the document's own measure of what is usual.
struct HeadingFinder {
    private static let longest = 220
    private static let mostLines = 5

    private let body: TextStyle
    private let displayFaces: Set<FontFace>

    init(flow: [FlowBlock]) {
        body = Self.bodyStyle(of: flow)
        displayFaces = DisplayFaces.all(in: flow, body: body)
    }

    /// What most text has.
    static func bodyStyle(of flow: [FlowBlock]) -> TextStyle {
        var counts: [TextStyle: Int] = [:]
        for block in flow where block.lines.count > 1 || block.isPlainParagraph {
            guard let style = block.mainStyle else { continue }
            counts[style, default: 0] += block.lines.reduce(0) { $0 + $1.characterCount }
        }
        let best = counts.max { ($0.value, $0.key.size, $0.key.face.name) < ($1.value, $1.key.size, $1.key.face.name) }
        return best?.key ?? TextStyle(face: FontFace(name: ""), size: 10)
    }

    func mark(_ flow: inout [FlowBlock]) {
        for index in flow.indices where flow[index].isText && CaptionTest.isCaption(flow[index]) {
            flow[index].role = .caption
        }
        let title = markTitle(&flow)
        let front = frontEnd(flow, title: title)
        var looks: [Int: HeadingLook] = [:]
        for index in flow.indices where flow[index].role == .body && isHeading(flow[index]) {
            let isFront = front.map { index < $0 } ?? false
            if isFront, !HeadingNames.isChief(flow[index].text) { continue }
            looks[index] = HeadingLook(flow[index], body: body)
        }
        let ranks = HeadingRanks(looks, known: knownLooks(in: flow), flow: flow)
        for index in looks.keys.sorted() {
            guard let look = looks[index] else { continue }
            flow[index].role = .heading(level: ranks.level(of: flow[index], look))
        }
        joinLines(&flow)
    }

    /// Those of headings below the title whose levels are known.
    private func knownLooks(in flow: [FlowBlock]) -> [HeadingLook: Int] {
        var levels: [HeadingLook: Int] = [:]
        for block in flow {
            guard case .heading(let level) = block.role, level > 1 else { continue }
            let look = HeadingLook(block, body: body)
            levels[look] = min(level, levels[look] ?? level)
        }
        return levels
    }

    /// The largest text of the first page, of more than three words where there is such; its lines are joined.
    /// - Returns: its position.
    private func markTitle(_ flow: inout [FlowBlock]) -> Int? {
        if let known = flow.firstIndex(where: { $0.role == .heading(level: 1) }) { return known }
        let candidates = beforeHeadings(flow).filter { index in
            let block = flow[index]
            return block.page == 0 && block.role == .body && block.turns == 0 && block.size > 1.15 * body.size
                && block.letterCount > 7 && block.lines.count <= 8 && !HeadingNames.isKind(block.text)
        }
        let long = candidates.filter { flow[$0].wordCount > 3 }
        guard let largest = (long.isEmpty ? candidates : long).map({ flow[$0].size }).max() else {
            return markPlainTitle(&flow)
        }
        let large = candidates.filter { (0.93 * largest...1.07 * largest).contains(flow[$0].size) }
        guard let title = large.max(by: { (flow[$0].letterCount, $1) < (flow[$1].letterCount, $0) }) else { return nil }
        // Its other lines are above and below it.
        var (first, last) = (title, title)
        while large.contains(first - 1) { first -= 1 }
        while large.contains(last + 1) { last += 1 }
        for index in first...last { flow[index].role = .heading(level: 1) }
        return last
    }

    /// Positions before all headings that are known.
    private func beforeHeadings(_ flow: [FlowBlock]) -> Range<Int> {
        let first = flow.firstIndex { if case .heading = $0.role { true } else { false } }
        return 0..<(first ?? flow.count)
    }

    /// A title no larger than the text: what looks like a heading at the head of the first page.
    private func markPlainTitle(_ flow: inout [FlowBlock]) -> Int? {
        let title = beforeHeadings(flow).prefix(8).first { index in
            let block = flow[index]
            guard let face = block.mainStyle?.face, block.page == 0, block.role == .body, block.turns == 0 else {
                return false
            }
            return block.wordCount > 3 && block.letterCount > 20 && block.lines.count <= Self.mostLines
                && (face.isBold && !body.face.isBold || block.isInCapitals) && HeadingNumber(block.text) == nil
        }
        if let title { flow[title].role = .heading(level: 1) }
        return title
    }

    /// Where the names and addresses below a title end: at the first chief heading or longer text.
    private func frontEnd(_ flow: [FlowBlock], title: Int?) -> Int? {
        guard let title else { return nil }
        let rest = flow.indices.dropFirst(title + 1)
        return rest.first { index in
            let block = flow[index]
            return block.page > 0 || HeadingNames.isChief(block.text)
                || (block.role == .body && block.lines.count >= 5
                    && (block.size - body.size).magnitude < 0.05 * body.size)
        }
    }

    /// Lines of one heading that were taken for several: of the same look, close below each other.
    private func joinLines(_ flow: inout [FlowBlock]) {
        var result: [FlowBlock] = []
        for block in flow {
            if let last = result.last, isSameHeading(last, block) {
                result[result.count - 1].lines += block.lines
                result[result.count - 1].box = last.box.union(block.box)
            } else {
                result.append(block)
            }
        }
        flow = result
    }

    private func isSameHeading(_ first: FlowBlock, _ second: FlowBlock) -> Bool {
        guard !first.isTaggedHeading, case .heading(let level) = first.role else { return false }
        guard first.page == second.page, first.turns == second.turns else {
            return false
        }
        guard let above = first.lines.last, let below = second.lines.first else { return false }
        guard (above.size - below.size).magnitude < 0.04 * above.size, below.baseline > above.baseline else {
            return false
        }
        guard below.baseline - above.baseline < 1.7 * above.size, first.box.horizontalOverlap(second.box) > 0 else {
            return false
        }
        guard HeadingNumber(second.text) == nil, second.lines.count <= Self.mostLines else { return false }
        if level == 1, above.size > 1.15 * body.size { return true }
        guard case .heading(level) = second.role, !HeadingNames.isChief(second.text) else { return false }
        return above.box.width > 0.6 * first.column.width
    }

    /// Whether its number is set otherwise than the rest, as that of a list's item whose first words are bold.
    private func isItem(_ block: FlowBlock, _ style: TextStyle) -> Bool {
        guard let first = block.lines.first?.words.first?.style else { return false }
        let face = block.styles[first].face
        return style.face.isBold && !face.isBold || style.face.isItalic && !face.isItalic && face == body.face
    }

    private func isHeading(_ block: FlowBlock) -> Bool {
        guard block.table == nil, block.turns == 0, block.lines.count <= Self.mostLines, let style = block.mainStyle
        else {
            return false
        }
        let text = block.text
        guard text.utf8.count <= Self.longest, block.letterCount >= 3 else { return false }
        guard let first = text.unicodeScalars.first, first != "(" else { return false }
        let number = HeadingNumber(text)
        if number != nil, isItem(block, style) { return false }
        let length = text.unicodeScalars.count - (number?.length ?? 0)
        let isFormulaOrAddress = text.hasSuffix("=") || text.unicodeScalars.contains("@")
        guard block.letterCount * 2 > length, !isFormulaOrAddress else { return false }
        if HeadingNames.isKnown(text) { return true }
        guard let end = text.unicodeScalars.last, end != ",", end != ";", !first.isSmallLetter else { return false }
        if style.size > 1.12 * body.size { return end != "." || number != nil }
        guard style.size >= 0.93 * body.size, block.lines.count <= 3 else { return false }
        if end == "." && number == nil { return false }
        let isMarked = style.face.isBold && !body.face.isBold || block.isInCapitals && text.utf8.count > 4
        if isMarked { return true }
        if style.face == body.face { return false }
        if displayFaces.contains(style.face) { return block.lines.count <= 2 }
        if number != nil { return block.lines.count <= 2 }
        return style.face.isItalic && block.lines.count == 1 && text.utf8.count < 80
            && !text.unicodeScalars.contains(where: \.isDigit)
    }
}

extension FlowBlock {
    /// Whether it is a paragraph by its tag, in letters no larger than those of running text, in points.
    fileprivate var isPlainParagraph: Bool { tag == .paragraph && size <= 16 }
}
