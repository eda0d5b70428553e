// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes one document of all its pages.
package struct DocumentBuilder {
    private let pages: [PageAnalysis]

    /// - Parameter pages: in their order.
    package init(_ pages: [PageAnalysis]) { self.pages = pages }

    package func document() -> TextDocument {
        var flow = self.flow()
        TaggedRoles.mark(&flow)
        var outline = OutlineHeadings(pages)
        outline.mark(&flow)
        HeadingFinder(flow: flow).mark(&flow)
        flow = RunInHeadings(flow: flow, outline: outline).split(flow)
        RoleFinder(body: HeadingFinder.bodyStyle(of: flow), pages: pages).mark(&flow)
        flow = FlowJoiner(TableJoiner.joined(flow)).joined()
        let builder = ElementBuilder(links: pages.flatMap(\.links), vocabulary: Vocabulary(pages))
        return TextDocument(elements: builder.elements(of: flow))
    }

    /// All that is no running head.
    private func flow() -> [FlowBlock] {
        let heads = RunningHeads(pages)
        var flow: [FlowBlock] = []
        var firstLink = 0
        for (number, page) in pages.enumerated() {
            for block in page.blocks where block.tag != .artifact {
                var next = FlowBlock(block, page: number, styles: page.styles, firstLink: firstLink)
                if next.mayBeRunningHead {
                    next.lines = heads.others(next.lines, page: number, turns: block.turns)
                }
                if !next.lines.isEmpty || next.table != nil { flow.append(next) }
            }
            firstLink += page.links.count
        }
        return flow
    }
}

extension FlowBlock {
    /// Whether the document itself says nothing else.
    fileprivate var mayBeRunningHead: Bool { tag == nil || tag == .paragraph }
}
