// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes the document's elements of blocks whose roles are known.
struct ElementBuilder {
    /// Of all pages, one page's after the other's.
    let links: [String]
    let vocabulary: Vocabulary

    func elements(of flow: [FlowBlock]) -> [TextDocument.Element] {
        var elements: [TextDocument.Element] = []
        /// Of the list that is open.
        var items: [TextDocument.Item] = []
        var lefts: [Double] = []
        // What the document calls the depth of the list's first item: a list may go on after something else.
        var outermost = 0
        for block in flow {
            guard block.role == .item, var item = item(block, lefts: &lefts) else {
                if !items.isEmpty { elements.append(.list(items)) }
                items = []
                elements.append(element(block))
                continue
            }
            if let last = items.last {
                outermost = min(outermost, item.depth)
                item.depth = max(0, min(item.depth - outermost, last.depth + 1))
            } else {
                lefts = [block.box.left]
                if case .item = block.tag { outermost = item.depth } else { outermost = 0 }
                item.depth = 0
            }
            items.append(item)
        }
        return items.isEmpty ? elements : elements + [.list(items)]
    }

    private func element(_ block: FlowBlock) -> TextDocument.Element {
        if let table = block.table { return .table(self.table(table, of: block)) }
        switch block.role {
        case .heading(let level): return .heading(level: level, spans(of: block.lines, in: block))
        case .caption: return .caption(spans(of: block.lines, in: block))
        case .footnote: return .footnote(spans(of: block.lines, in: block))
        case .code: return .code(codeLines(of: block))
        default: return .paragraph(spans(of: block.lines, in: block))
        }
    }

    /// - Parameter lefts: where the items of each open depth begin.
    private func item(_ block: FlowBlock, lefts: inout [Double]) -> TextDocument.Item? {
        if case .item(let depth, let label) = block.tag { return tagged(block, depth, label) }
        guard let line = block.lines.first, let marker = ListMarker(line), marker.kind != .letter else { return nil }
        var lines = block.lines
        lines[0].words.removeFirst()
        guard !lines[0].words.isEmpty else { return nil }
        while let last = lefts.last, lefts.count > 1, block.box.left < last - 0.5 * block.size { lefts.removeLast() }
        if let last = lefts.last, block.box.left > last + 0.8 * block.size, lefts.count < 6 {
            lefts.append(block.box.left)
        }
        var number: Int?
        if case .number(let value) = marker.kind { number = value }
        return TextDocument.Item(depth: max(0, lefts.count - 1), number: number, spans: spans(of: lines, in: block))
    }

    private func tagged(_ block: FlowBlock, _ depth: Int, _ label: Int) -> TextDocument.Item? {
        TaggedItem(block, label: label).item(depth) { spans(of: $0, in: $1) }
    }

    private func spans(of lines: [TextLine], in block: FlowBlock) -> [Span] {
        var builder = SpanBuilder(vocabulary: vocabulary)
        builder.add(lines, styles: block.styles, links: links)
        return builder.spans
    }

    /// Lines keep their indents, a space for each character's width.
    private func codeLines(of block: FlowBlock) -> [String] {
        block.lines.map { line in
            let width = max(1, 0.6 * line.size)
            let indent = max(0, min(80, ((line.box.left - block.box.left) / width).rounded()))
            return String(repeating: " ", count: Int(indent)) + line.text.shown
        }
    }

    private func table(_ table: Table, of block: FlowBlock) -> DocumentTable {
        var rows: [[DocumentTable.Cell]] = Array(repeating: [], count: table.rowCount)
        for cell in table.cells where rows.indices.contains(cell.row) {
            rows[cell.row].append(
                .init(rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, spans: spans(of: cell.lines, in: block))
            )
        }
        return DocumentTable(rows: rows, headerRowCount: table.headerRowCount)
    }
}
