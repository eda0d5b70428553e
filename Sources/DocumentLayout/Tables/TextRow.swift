// SPDX-License-Identifier: GPL-3.0-or-later

/// All words on one height within a region, from left to right.
struct TextRow {
    var words: [Word]
    var baseline: Double
    var size: Double
    var box: Box

    init(_ pieces: [TextLine]) { self.init(words: pieces.flatMap(\.words)) }

    private init(words all: [Word]) {
        var line = TextLine(words: all.sorted { ($0.box.left, $0.box.right) < ($1.box.left, $1.box.right) })
        ScriptFinder.mark(&line)
        words = line.words
        baseline = line.baseline
        size = line.size
        box = line.box
    }

    /// What stands between two heights; nil where that is nothing.
    func part(from left: Double, to right: Double) -> TextRow? {
        let inside = words.filter { $0.box.middleX >= left && $0.box.middleX < right }
        return inside.isEmpty ? nil : TextRow(words: inside)
    }

    /// From top to bottom.
    static func rows(of lines: [TextLine]) -> [TextRow] {
        let sorted = lines.sorted { ($0.baseline, $0.box.left) < ($1.baseline, $1.box.left) }
        var groups: [[TextLine]] = []
        for line in sorted {
            if let first = groups.last?.first, line.isLevel(with: first) {
                groups[groups.count - 1].append(line)
            } else {
                groups.append([line])
            }
        }
        return groups.map { TextRow($0) }
    }

    /// Words without a wide gap between them.
    func chunks(gap: Double) -> [Range<Int>] {
        var chunks: [Range<Int>] = []
        var right = -Double.infinity
        for (index, word) in words.enumerated() {
            if let last = chunks.last, word.isGlued || word.box.left - right <= gap * size {
                chunks[chunks.count - 1] = last.lowerBound..<index + 1
            } else {
                chunks.append(index..<index + 1)
            }
            right = max(right, word.box.right)
        }
        return chunks
    }

    func box(of range: Range<Int>) -> Box { Box.around(words[range].lazy.map(\.box)) ?? box }
}

extension TextLine {
    fileprivate func isLevel(with other: TextLine) -> Bool {
        let shift = (baseline - other.baseline).magnitude
        return shift <= 0.25 * max(size, other.size)
            || (shift <= 0.5 * max(size, other.size) && min(size, other.size) < 0.8 * max(size, other.size))
    }
}
