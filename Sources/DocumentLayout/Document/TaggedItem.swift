// SPDX-License-Identifier: GPL-3.0-or-later

/// An item of a list that the document itself tells, with or without a label before its text.
struct TaggedItem {
    private var number: Int?
    private var lines: [TextLine]
    private let block: FlowBlock

    /// - Parameter label: how many words it takes.
    init(_ block: FlowBlock, label: Int) {
        self.block = block
        lines = block.lines
        if label > 0 { takeLabel(label) } else { takeMarker() }
    }

    /// Nil where it has no text.
    func item(_ depth: Int, spans: ([TextLine], FlowBlock) -> [Span]) -> TextDocument.Item? {
        let spans = spans(lines, block)
        return spans.isEmpty ? nil : TextDocument.Item(depth: depth, number: number, spans: spans)
    }

    private mutating func takeLabel(_ count: Int) {
        guard let first = lines.first, count <= first.words.count else { return }
        let label = first.words.prefix(count).map(\.text).joined()
        if let marker = ListMarker(label, isApart: true), marker.kind != .letter {
            take(count, marker)
        } else if !label.unicodeScalars.contains(where: { $0.isDigit }), label.unicodeScalars.count == 1 {
            // Whatever stands for a dot, such as the letter o.
            take(count, nil)
        }
    }

    private mutating func takeMarker() {
        guard let line = lines.first, line.words.count > 1 else { return }
        if let marker = ListMarker(line), marker.kind != .letter {
            take(1, marker)
        } else if isDot(line.words[0], before: line.words[1]) {
            take(1, nil)
        }
    }

    /// Whether a single character of a face of its own stands for a dot, such as the letter o.
    private func isDot(_ word: Word, before next: Word) -> Bool {
        guard !next.isGlued, word.text.unicodeScalars.count == 1, let style = word.style, let other = next.style else {
            return false
        }
        guard word.text == "o" || !(word.text.first?.isASCII ?? true) else { return false }
        return block.styles[style].face != block.styles[other].face
    }

    private mutating func take(_ count: Int, _ marker: ListMarker?) {
        if case .number(let value) = marker?.kind { number = value }
        lines[0].words.removeFirst(count)
        if lines[0].words.isEmpty { lines.removeFirst() }
    }
}
