// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes one document of all its pages.
package struct DocumentBuilder {
    private let pages: [PageAnalysis]
    private let vocabulary: Vocabulary

    package init(_ pages: [PageAnalysis]) {
        self.pages = pages
        vocabulary = Vocabulary(pages)
    }

    package func document() -> Document {
        var flow = self.flow()
        HeadingFinder(flow: flow).mark(&flow)
        flow = RunInHeadings(flow: flow).split(flow)
        flow = FlowJoiner(TableJoiner.joined(flow)).joined()
        return Document(elements: flow.map(element))
    }

    /// All that is no running head.
    private func flow() -> [FlowBlock] {
        let heads = RunningHeads(pages)
        var flow: [FlowBlock] = []
        for (number, page) in pages.enumerated() {
            for block in page.blocks {
                var next = FlowBlock(block, page: number, styles: page.styles)
                next.lines.removeAll { heads.contains($0, page: number, turns: block.turns) }
                if !next.lines.isEmpty || next.table != nil { flow.append(next) }
            }
        }
        return flow
    }

    private func element(_ block: FlowBlock) -> Document.Element {
        if let table = block.table { return .table(element(table, of: block)) }
        let spans = self.spans(of: block.lines, in: block)
        switch block.role {
        case .heading(let level): return .heading(level: level, spans)
        case .item:
            guard let marker = block.lines.first.flatMap(ListMarker.init) else { return .paragraph(spans) }
            return Self.item(spans, marker)
        default: return .paragraph(spans)
        }
    }

    private static func item(_ spans: [Span], _ marker: ListMarker) -> Document.Element {
        .paragraph(spans)
    }

    private func spans(of lines: [TextLine], in block: FlowBlock) -> [Span] {
        var builder = SpanBuilder(vocabulary: vocabulary)
        builder.add(lines, styles: block.styles, links: pages[block.page].links)
        return builder.spans
    }

    private func element(_ table: Table, of block: FlowBlock) -> Document.TableElement {
        var rows: [[Document.TableElement.Cell]] = Array(repeating: [], count: table.rowCount)
        for cell in table.cells where rows.indices.contains(cell.row) {
            rows[cell.row].append(
                .init(rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, spans: spans(of: cell.lines, in: block))
            )
        }
        return .init(rows: rows, headerRowCount: table.headerRowCount)
    }
}
