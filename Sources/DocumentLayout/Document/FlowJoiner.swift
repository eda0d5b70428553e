// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins paragraphs that go on in the next column or on the next page, past what floats between.
struct FlowJoiner {
    private let flow: [FlowBlock]

    init(_ flow: [FlowBlock]) { self.flow = flow }

    func joined() -> [FlowBlock] {
        var result: [FlowBlock] = []
        /// Where the paragraph stands that may go on.
        var open: Int?
        /// Where the parts of elements are that stand on several pages.
        var places: [Int: Int] = [:]
        for block in flow {
            let element = block.table == nil ? block.element : nil
            if let index = element.flatMap({ places[$0] }), result[index].lastPage < block.page {
                result[index].append(block)
                continue
            }
            if let index = open, continues(block, result[index]) {
                result[index].append(block)
                if let element { places[element] = index }
                continue
            }
            if let element { places[element] = result.count }
            result.append(block)
            switch block.role {
            case .heading: open = nil
            case .body, .paragraph, .item: if !isAside(block, of: open.map { result[$0] }) { open = result.count - 1 }
            default: break
            }
        }
        return result
    }

    /// Notes and the like, set smaller than the paragraph that they interrupt.
    private func isAside(_ block: FlowBlock, of open: FlowBlock?) -> Bool {
        guard let open, open.isText else { return false }
        return block.size < 0.94 * open.size && block.page - open.page <= 1
    }

    private func continues(_ block: FlowBlock, _ previous: FlowBlock) -> Bool {
        guard block.isText, block.turns == previous.turns else { return false }
        // Where both have elements of their own, the document has had its say.
        if block.element != nil, previous.element != nil { return false }
        guard let last = previous.lines.last, let first = block.lines.first else { return false }
        guard (block.size - previous.size).magnitude < 0.06 * previous.size else { return false }
        // Within one column the block builder has had its say.
        if block.page == previous.lastPage, block.column == previous.lastColumn { return false }
        guard let end = last.text.unicodeScalars.last, let start = first.text.unicodeScalars.first else { return false }
        if end == "-" { return true }
        if ".!?:;".unicodeScalars.contains(end) { return false }
        return start.isSmallLetter || last.box.right > previous.lastColumn.right - 2 * last.size
    }
}

extension FlowBlock {
    /// What comes after it in another column or on another page.
    fileprivate mutating func append(_ other: FlowBlock) {
        lines += restyled(other.lines, of: other)
        lastPage = other.page
        lastColumn = other.column
    }

    /// Lines name styles of their page by number: those of another page find them among its own, or bring them along.
    mutating func restyled(_ lines: [TextLine], of other: FlowBlock) -> [TextLine] {
        guard other.page != page else { return lines }
        var lines = lines
        for line in lines.indices {
            for word in lines[line].words.indices {
                guard let style = lines[line].words[word].style else { continue }
                lines[line].words[word].style = position(of: other.styles[style])
            }
        }
        return lines
    }

    private mutating func position(of style: TextStyle) -> Int {
        if let known = styles.firstIndex(of: style) { return known }
        styles.append(style)
        return styles.count - 1
    }
}
