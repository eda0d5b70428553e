// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells lists, code and footnotes from paragraphs.
struct RoleFinder {
    let body: TextStyle
    let pages: [PageAnalysis]

    /// Items of one list, with others within them, have no more than so many between them.
    private static let nearby = 6

    func mark(_ flow: inout [FlowBlock]) {
        for index in flow.indices where flow[index].isText {
            if isCode(flow[index]) {
                flow[index].role = .code
            } else if isFootnote(flow[index]) {
                flow[index].role = .footnote
            }
        }
        joinCode(&flow)
        markItems(&flow)
        markTypedItems(&flow)
    }

    /// Lines of code that the document says are paragraphs, close below each other.
    private func joinCode(_ flow: inout [FlowBlock]) {
        guard flow.contains(where: { $0.role == .code && $0.tag == .paragraph }) else { return }
        flow = flow.reduce(into: []) { result, block in
            if let last = result.last, last.role == .code, block.role == .code, block.tag == .paragraph,
                last.page == block.page, (0...3 * block.size).contains(block.box.bottom - last.box.bottom)
            {
                result[result.count - 1].lines += block.lines
                result[result.count - 1].box = last.box.union(block.box)
            } else {
                result.append(block)
            }
        }
    }

    /// Bullets always are; numbers where another item is beside it, one more or one less.
    private func markItems(_ flow: inout [FlowBlock]) {
        var previous: (index: Int, marker: ListMarker)?
        for index in flow.indices where flow[index].isText {
            guard let marker = flow[index].lines.first.flatMap(ListMarker.init), !marker.isTyped else { continue }
            if marker.isBullet {
                flow[index].role = .item
            } else if let last = previous, marker.follows(last.marker), index - last.index < Self.nearby {
                flow[last.index].role = .item
                flow[index].role = .item
            }
            previous = (index, marker)
        }
    }

    /// Typed bullets are where another one begins at the same place of the same column.
    private func markTypedItems(_ flow: inout [FlowBlock]) {
        let typed = flow.indices.filter { index in
            flow[index].isText && flow[index].lines.first.flatMap(ListMarker.init)?.isTyped ?? false
        }
        for (position, index) in typed.enumerated() {
            for other in typed[..<position].suffix(Self.nearby) where isBeside(flow[index], flow[other]) {
                flow[index].role = .item
                flow[other].role = .item
            }
        }
    }

    private func isBeside(_ block: FlowBlock, _ other: FlowBlock) -> Bool {
        guard block.page == other.page, block.turns == other.turns,
            block.lines[0].words[0].text == other.lines[0].words[0].text
        else { return false }
        return (block.lines[0].box.left - other.lines[0].box.left).magnitude < 0.3 * block.size
    }

    private func isCode(_ block: FlowBlock) -> Bool {
        guard !body.face.isFixedWidth, block.lines.count > 0 else { return false }
        let words = block.lines.flatMap(\.words)
        let fixed = words.count { $0.style.map { block.styles[$0].face.isFixedWidth } ?? false }
        return fixed * 10 >= words.count * 9 && (block.lines.count > 1 || words.count > 1)
    }

    private func isFootnote(_ block: FlowBlock) -> Bool {
        guard block.size < 0.92 * body.size, block.turns == 0, let first = block.lines.first?.words.first else {
            return false
        }
        guard pages.indices.contains(block.page), block.box.top > 0.5 * pages[block.page].height else { return false }
        let marks: Set<String> = ["*", "†", "‡", "§", "¶", "#", "**"]
        return marks.contains(first.text) || first.script == .raised && first.text.utf8.count <= 3
            || first.size < 0.8 * block.size && first.text.unicodeScalars.allSatisfy(\.isDigit)
    }
}

extension ListMarker {
    func follows(_ other: ListMarker) -> Bool {
        switch (kind, other.kind) {
        case (.number(let number), .number(let last)): number == last + 1
        case (.letter, .letter): true
        case (.typed(let sign), .typed(let last)): sign == last
        default: false
        }
    }
}
