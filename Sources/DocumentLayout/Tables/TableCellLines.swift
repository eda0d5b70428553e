// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts a cell's words into lines.
enum TableCellLines {
    static func lines(of words: [Word]) -> [TextLine] {
        let sorted = words.enumerated().sorted {
            ($0.element.lineBaseline, $0.offset) < ($1.element.lineBaseline, $1.offset)
        }.map(\.element)
        var groups: [[Word]] = []
        for word in sorted {
            if let first = groups.last?.first,
                (word.baseline - first.baseline).magnitude <= 0.45 * max(word.size, first.size)
            {
                groups[groups.count - 1].append(word)
            } else {
                groups.append([word])
            }
        }
        return groups.map { TextLine(words: LineBuilder.arranged($0)) }
    }
}

extension Word {
    /// Where the line is that it belongs to, as far as its script tells.
    fileprivate var lineBaseline: Double {
        switch script {
        case .level: baseline
        case .raised: baseline + 0.5 * size
        case .lowered: baseline - 0.2 * size
        }
    }
}
