// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells headings from other text by the document's own measure of what is usual.
struct HeadingFinder {
    private static let longest = 220
    private static let mostLines = 5

    private let body: TextStyle
    private let flow: [FlowBlock]
    private let pages: [PageAnalysis]

    init(flow: [FlowBlock], pages: [PageAnalysis]) {
        self.flow = flow
        self.pages = pages
        body = Self.bodyStyle(of: flow)
    }

    private static func bodyStyle(of flow: [FlowBlock]) -> TextStyle {
        var counts: [TextStyle: Int] = [:]
        for block in flow where block.lines.count > 1 {
            guard let style = block.mainStyle else { continue }
            counts[style, default: 0] += block.lines.reduce(0) { $0 + $1.characterCount }
        }
        let best = counts.max { ($0.value, $0.key.size, $0.key.face.name) < ($1.value, $1.key.size, $1.key.face.name) }
        return best?.key ?? TextStyle(face: FontFace(name: ""), size: 10)
    }

    private struct Look: Hashable {
        var size: Int
        var isBold: Bool
        var isItalic: Bool
        var isCapitals: Bool
        var face: String
    }

    func mark(_ flow: inout [FlowBlock]) {
        var looks: [Int: Look] = [:]
        let title = self.title
        for (index, block) in flow.enumerated() {
            if Self.isCaption(block) {
                if flow[index].table == nil { flow[index].role = .caption }
                continue
            }
            guard index != title, isHeading(index) else { continue }
            looks[index] = look(of: block)
        }
        if let title { flow[title].role = .heading(level: 1) }
        let ranks = self.ranks(looks)
        for (index, look) in looks {
            flow[index].role = .heading(level: level(of: flow[index], rank: ranks[look] ?? 2))
        }
    }

    /// The largest text of the first page.
    private var title: Int? {
        let first = flow.enumerated().filter { $0.element.page == 0 && $0.element.table == nil && $0.element.turns == 0 }
        let candidates = first.filter { $0.element.size > 1.15 * body.size && Self.letterCount($0.element.text) > 7 }
        return candidates.max { ($0.element.size, -$0.offset) < ($1.element.size, -$1.offset) }?.offset
    }

    private static func letterCount(_ text: String) -> Int { text.unicodeScalars.count(where: \.isLetter) }

    static func isCaption(_ block: FlowBlock) -> Bool {
        guard let words = block.lines.first?.words, let first = words.first else { return false }
        let word = first.text.lowercased()
        let names = ["fig", "fig.", "figure", "table", "tab.", "scheme", "box", "figure.", "plate", "chart", "exhibit", "tabelle"]
        guard names.contains(word), words.count > 1 else {
            return false
        }
        return words[1].text.unicodeScalars.contains(where: \.isDigit) || words[1].text.utf8.count <= 3
    }

    private func isHeading(_ index: Int) -> Bool {
        let block = flow[index]
        guard block.table == nil, block.turns == 0, block.lines.count <= Self.mostLines, let style = block.mainStyle else {
            return false
        }
        let text = block.text
        guard text.utf8.count <= Self.longest, Self.letterCount(text) >= 3 else { return false }
        guard Self.letterCount(text) * 2 > text.unicodeScalars.count else { return false }
        if HeadingNames.isKnown(text) { return true }
        guard let end = text.unicodeScalars.last, end != ",", end != ";" else { return false }
        if style.size > 1.12 * body.size { return true }
        guard style.size >= 0.93 * body.size, block.lines.count <= 3, !isContinuation(text) else { return false }
        let number = HeadingNumber(text)
        if end == "." && number == nil { return false }
        let isMarked = style.face.isBold && !body.face.isBold || isCapitals(text) && text.utf8.count > 4
        if isMarked { return true }
        return number != nil && style.face != body.face && block.lines.count <= 2
    }

    private func isContinuation(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return true }
        return first.isSmallLetter
    }

    private func isCapitals(_ text: String) -> Bool {
        var capitals = 0
        for scalar in text.unicodeScalars {
            if scalar.isSmallLetter { return false }
            if scalar.isCapital { capitals += 1 }
        }
        return capitals > 3
    }

    private func look(of block: FlowBlock) -> Look {
        let style = block.mainStyle ?? body
        return Look(
            size: Int((style.size * 2).rounded()),
            isBold: style.face.isBold,
            isItalic: style.face.isItalic,
            isCapitals: isCapitals(block.text),
            face: style.face.name
        )
    }

    /// Levels by how much looks stand out; the one that known chief headings have is level 2.
    private func ranks(_ looks: [Int: Look]) -> [Look: Int] {
        var chief: [Look: Int] = [:]
        for (index, look) in looks where HeadingNames.isChief(flow[index].text) { chief[look, default: 0] += 1 }
        let sorted = Set(looks.values).sorted { (Self.prominence($0), $0.face) > (Self.prominence($1), $1.face) }
        let best = chief.max { ($0.value, Self.prominence($0.key)) < ($1.value, Self.prominence($1.key)) }?.key
        let top = best.flatMap { sorted.firstIndex(of: $0) } ?? 0
        var ranks: [Look: Int] = [:]
        for (position, look) in sorted.enumerated() { ranks[look] = 2 + min(2, max(0, position - top)) }
        return ranks
    }

    /// Size counts for more than weight.
    private static func prominence(_ look: Look) -> Int {
        look.size * 8 + (look.isCapitals ? 4 : 0) + (look.isBold ? 2 : 0) + (look.isItalic ? 0 : 1)
    }

    private func level(of block: FlowBlock, rank: Int) -> Int {
        let text = block.text
        if let number = HeadingNumber(text) { return min(6, 1 + number.depth) }
        if HeadingNames.isChief(text) { return 2 }
        return rank
    }
}
