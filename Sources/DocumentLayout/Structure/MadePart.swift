// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of a page with the words and lines that it shows.
struct MadePart {
    struct Run {
        var cell: Int?
        var isLabel: Bool
        var words: [Word]
    }

    let part: PagePart
    /// Words of one cell, or of a label.
    let runs: [Run]
    let lines: [TextLine]
    private let columns: [BlockBuilder]

    init(_ part: PagePart, _ runs: [Run], styles: [TextStyle]) {
        self.part = part
        self.runs = runs
        columns = TaggedLines.columns(of: runs.flatMap(\.words), styles: styles)
        lines = columns.flatMap(\.lines)
    }

    var kind: PagePart.Kind { part.kind }

    var words: [Word] { runs.flatMap(\.words) }

    /// Of each paragraph; some documents have whole pages in one.
    var paragraphs: [[TextLine]] {
        columns.reduce(into: []) { paragraphs, column in
            var groups = column.groups()[...]
            if !paragraphs.isEmpty, let first = groups.popFirst() { paragraphs[paragraphs.count - 1] += first }
            paragraphs += groups
        }
    }

    var letterCount: Int { lines.reduce(0) { $0 + $1.characterCount } }

    /// How many words come before an item's text.
    private var labelCount: Int { runs.prefix(while: \.isLabel).reduce(0) { $0 + $1.words.count } }

    /// With the label of an item.
    var tag: BlockTag? {
        switch kind {
        case .block(.item(let depth, _)): .item(depth: depth, label: labelCount)
        case .block(let tag): tag
        case .figure, .table: .paragraph
        case .loose: nil
        }
    }

    /// What has its place in the order of reading: lines, and tables as a whole. Notes and figures may stand anywhere.
    var orderedBoxes: [Box] {
        switch kind {
        case .block(.footnote), .block(.caption), .figure: []
        case .block, .loose: lines.map(\.core)
        case .table: Box.around(lines.map(\.core)).map { [$0] } ?? []
        }
    }
}
