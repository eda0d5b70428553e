// SPDX-License-Identifier: GPL-3.0-or-later

/// Headings that the document's own outline names, on the pages to which it leads.
struct OutlineHeadings {
    private struct Entry {
        /// Small letters and digits, without a number before them.
        var key: String
        var level: Int
        /// Whether the outline has only the beginning of a longer title.
        var isCut: Bool
    }

    /// A heading's lines may have been taken for so many blocks.
    private static let mostBlocks = 3
    private static let mostLines = 5
    private static let mostWords = 30

    /// By the page's position; without those whose heading was found.
    private var entries: [[Entry]]
    /// The outline's level that sections have.
    private var top = 1

    init(_ pages: [PageAnalysis]) {
        entries = pages.map { page in page.outline.map(Self.entry).filter { !$0.key.isEmpty } }
    }

    private static func entry(_ title: OutlineTitle) -> Entry {
        let text = title.title.trimmingSpaces
        return Entry(key: key(text), level: title.level, isCut: text.hasSuffix("...") || text.hasSuffix("…"))
    }

    /// What is the same in texts that differ in their numbers, in case, spaces and punctuation.
    private static func key(_ text: String) -> String {
        let words = text.lowercased().split(separator: " ")
        let rest = words.drop { !$0.unicodeScalars.contains(where: \.isLetter) }
        // No more than a number, and maybe a bar after it.
        guard words.count - rest.count <= 2 else { return "" }
        return String(String.UnicodeScalarView(rest.joined().unicodeScalars.filter { $0.isLetter || $0.isDigit }))
    }

    /// Marks the blocks that are such a heading as a whole; several that make up one are joined.
    mutating func mark(_ flow: inout [FlowBlock]) {
        guard entries.contains(where: { !$0.isEmpty }) else { return }
        var result: [FlowBlock] = []
        var found: [(index: Int, level: Int)] = []
        var index = 0
        while index < flow.count {
            if let (block, count, level) = heading(in: flow[index...]) {
                found.append((result.count, level))
                result.append(block)
                index += count
            } else {
                result.append(flow[index])
                index += 1
            }
        }
        flow = result
        setLevels(found, in: &flow)
    }

    private mutating func heading(in flow: ArraySlice<FlowBlock>) -> (block: FlowBlock, count: Int, level: Int)? {
        guard var block = flow.first, !entries[block.page].isEmpty else { return nil }
        for (count, next) in flow.prefix(Self.mostBlocks).enumerated() {
            guard next.page == block.page, next.role == .body, next.turns == 0, !CaptionTest.isCaption(next),
                next.letterCount > 0
            else { break }
            if count > 0 {
                block.lines += next.lines
                block.box = block.box.union(next.box)
            }
            guard block.lines.count <= Self.mostLines else { break }
            let key = Self.key(block.text)
            if let level = take(key, on: block.page) { return (block, count + 1, level) }
            guard entries[block.page].contains(where: { $0.key.hasPrefix(key) }) else { break }
        }
        return nil
    }

    /// The level of the entry, which is no longer there for others; where several are alike, of the highest.
    private mutating func take(_ key: String, on page: Int) -> Int? {
        let all = entries[page].indices.filter { index in
            let entry = entries[page][index]
            return entry.key == key || entry.isCut && entry.key.utf8.count > 20 && key.hasPrefix(entry.key)
        }
        guard let index = all.min(by: { entries[page][$0].level < entries[page][$1].level }) else { return nil }
        return entries[page].remove(at: index).level
    }

    /// Where the first one alone has the highest level, it is the document's title, unless all documents have its name.
    private mutating func setLevels(_ found: [(index: Int, level: Int)], in flow: inout [FlowBlock]) {
        guard let first = found.first else { return }
        let isChief = HeadingNames.isChief(flow[first.index].text)
        let alone = isChief || first.index > 0 ? first.level : first.level + 1
        let others = found.dropFirst().map(\.level).min() ?? alone
        top = first.level < others && !isChief ? others : min(first.level, others)
        for (index, level) in found { flow[index].role = .heading(level: self.level(level)) }
    }

    private func level(_ level: Int) -> Int { max(1, min(6, 2 + level - top)) }

    /// A heading at the beginning of a paragraph.
    /// - Returns: how many of the words it takes, and its level.
    func runIn(_ words: [Word], on page: Int) -> (count: Int, level: Int)? {
        guard entries.indices.contains(page), !entries[page].isEmpty else { return nil }
        var text = ""
        for (index, word) in words.prefix(Self.mostWords).enumerated() {
            text += word.text
            guard let end = text.unicodeScalars.last, end == "." || end == ":" else { continue }
            let key = Self.key(text)
            guard let entry = entries[page].last(where: { $0.key == key }) else { continue }
            return (index + 1, level(entry.level))
        }
        return nil
    }
}
