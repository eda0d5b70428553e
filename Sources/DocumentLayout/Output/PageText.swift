// SPDX-License-Identifier: GPL-3.0-or-later

/// A page's plain text: line by line in reading order, words made whole that lines break, blank lines between blocks,
/// tabs between a table's cells.
package struct PageText {
    private let page: PageAnalysis
    private let vocabulary: Vocabulary

    package init(_ page: PageAnalysis) {
        self.page = page
        vocabulary = page.mayBreakWords ? Vocabulary([page]) : Vocabulary([])
    }

    /// UTF-8. No control characters but line feed and tab; one line feed at the end, unless there is nothing.
    package var utf8: [UInt8] {
        var bytes: [UInt8] = []
        for block in page.blocks {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
            for line in lines(of: block) { bytes += Array(line.shown.utf8) + [UInt8(ascii: "\n")] }
        }
        return bytes
    }

    private func lines(of block: Block) -> [String] {
        switch block.content {
        case .lines(let lines): wholeLines(lines)
        case .table(let table): rows(of: table)
        }
    }

    /// The rest of a broken word comes to the line that it began on.
    private func wholeLines(_ lines: [TextLine]) -> [String] {
        var result: [String] = []
        for line in lines {
            var text = line.text
            if let last = result.last, let joined = vocabulary.join(last, text) {
                result[result.count - 1] = joined.whole
                text = joined.rest
            }
            if !text.isEmpty { result.append(text) }
        }
        return result
    }

    private func rows(of table: Table) -> [String] {
        var rows: [[String]] = Array(repeating: [], count: table.rowCount)
        for cell in table.cells where rows.indices.contains(cell.row) {
            rows[cell.row].append(wholeLines(cell.lines).joined(separator: " "))
        }
        return rows.map { $0.joined(separator: "\t") }
    }
}

extension String {
    /// Without control characters: no output can steer a terminal.
    var shown: String {
        guard unicodeScalars.contains(where: { ($0.value < 0x20 && $0 != "\t") || (0x7F...0x9F).contains($0.value) })
        else {
            return self
        }
        return String(
            String.UnicodeScalarView(
                unicodeScalars.filter {
                    $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) || $0 == "\t"
                }
            )
        )
    }
}

extension PageAnalysis {
    /// Whether a line ends like a broken word; on most pages none does, and no vocabulary is needed.
    fileprivate var mayBreakWords: Bool {
        blocks.contains { block in
            switch block.content {
            case .lines(let lines): lines.contains { Vocabulary.endsInHyphen($0.words.last?.text ?? "") }
            case .table(let table):
                table.cells.contains { $0.lines.contains { Vocabulary.endsInHyphen($0.words.last?.text ?? "") } }
            }
        }
    }
}
