// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import DocumentLayout

struct RunInHeadingTests {
    private let styles = [
        TextStyle(face: FontFace(name: "Times-Roman"), size: 10),
        TextStyle(face: FontFace(name: "Times-Bold", isBold: true), size: 10),
    ]

    private func word(_ text: String, style: Int = 0) -> Word {
        let box = Box(left: 50, top: 90, right: 80, bottom: 100)
        return Word(text: text, box: box, baseline: 98, size: 10, style: style)
    }

    private func block(_ lines: [TextLine]) -> FlowBlock {
        let box = Box(left: 50, top: 90, right: 550, bottom: 100)
        return FlowBlock(Block(lines: lines, column: box), page: 0, styles: styles, firstLink: 0)
    }

    @Test(.timeLimit(.minutes(1))) func aBlockMayHaveThousandsOfHeadings() {
        let line = TextLine(words: [word("Aims.", style: 1), word("Letters"), word("went.")])
        let plain = TextLine(words: Array(repeating: word("letters"), count: 20_000))
        let flow = [block(Array(repeating: line, count: 5000)), block([plain, plain])]
        let split = RunInHeadings(flow: flow, outline: OutlineHeadings([])).split(flow)
        #expect(split.count { $0.role == .heading(level: 3) } == 5000)
    }
}
