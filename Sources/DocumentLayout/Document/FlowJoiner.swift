// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins paragraphs that go on in the next column or on the next page, past what floats between.
struct FlowJoiner {
    private var flow: [FlowBlock]

    init(_ flow: [FlowBlock]) { self.flow = flow }

    func joined() -> [FlowBlock] {
        var result: [FlowBlock] = []
        /// Where the paragraph stands that may go on.
        var open: Int?
        for block in flow {
            guard block.role == .body || block.role == .item else {
                if case .heading = block.role { open = nil }
                result.append(block)
                continue
            }
            if let index = open, continues(block, result[index]) {
                result[index].lines += Self.restyled(block.lines, from: block, for: result[index])
            } else {
                result.append(block)
                open = result.count - 1
            }
        }
        return result
    }

    /// Lines refer to styles of their page.
    static func restyled(_ lines: [TextLine], from block: FlowBlock, for other: FlowBlock) -> [TextLine] {
        guard block.page != other.page else { return lines }
        return lines.map { line in
            var line = line
            for index in line.words.indices {
                line.words[index].link = nil
                guard let style = line.words[index].style else { continue }
                line.words[index].style = other.styles.firstIndex(of: block.styles[style])
            }
            return line
        }
    }

    private func continues(_ block: FlowBlock, _ previous: FlowBlock) -> Bool {
        guard block.role == .body, let last = previous.lines.last, let first = block.lines.first else { return false }
        guard (block.size - previous.size).magnitude < 0.06 * previous.size, block.turns == previous.turns else { return false }
        // Within one column the block builder has had its say.
        if block.page == previous.page, block.column == previous.column { return false }
        guard let end = last.text.unicodeScalars.last, let start = first.text.unicodeScalars.first else { return false }
        if end == "-" { return true }
        if ".!?:;".unicodeScalars.contains(end) { return false }
        return start.isSmallLetter || last.box.right > previous.column.right - 2 * last.size
    }
}
