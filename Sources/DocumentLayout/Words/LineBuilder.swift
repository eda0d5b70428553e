// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins words that stand beside each other into pieces of lines. Between columns there is more space than between words.
struct LineBuilder {
    /// As parts of the font's size.
    private enum Measure {
        /// Between words that are drawn one after the other.
        static let gapInSequence = 1.1
        static let gap = 0.45
        static let overlap = 0.4
        static let baseline = 0.2
        static let script = 0.6
    }

    /// - Parameter words: in the order in which they are drawn.
    /// - Returns: lines, in no particular order; words in reading order.
    static func lines(of words: [Word]) -> [TextLine] {
        let runs = joinSequences(words)
        return joinNeighbours(runs).map { TextLine(words: arranged($0)) }
    }

    private static func joinSequences(_ words: [Word]) -> [[Word]] {
        var runs: [[Word]] = []
        for word in words {
            if let last = runs.last?.last, follows(word, last, gap: Measure.gapInSequence) {
                runs[runs.count - 1].append(word)
            } else {
                runs.append([word])
            }
        }
        return runs
    }

    private static func follows(_ word: Word, _ last: Word, gap: Double) -> Bool {
        if word.isGlued { return true }
        let size = max(word.size, last.size)
        let shift = (word.baseline - last.baseline).magnitude
        let isSmaller = min(word.size, last.size) < 0.9 * size
        guard shift <= size * (isSmaller ? Measure.script : Measure.baseline) else { return false }
        let space = max(word.box.left - last.box.right, last.box.left - word.box.right)
        guard space <= gap * size, space >= -Measure.overlap * size else { return false }
        return word.box.left >= last.box.left || word.runsRightToLeft || last.runsRightToLeft
    }

    /// Runs whose ends meet on one baseline, although other text was drawn between them.
    private static func joinNeighbours(_ runs: [[Word]]) -> [[Word]] {
        var pieces: [(line: TextLine, words: [Word])] = runs.map { (TextLine(words: $0), $0) }
        pieces.sort { ($0.line.baseline, $0.line.box.left) < ($1.line.baseline, $1.line.box.left) }
        var joined: [[Word]] = []
        var start = 0
        while start < pieces.count {
            var end = start + 1
            let limit = pieces[start].line.baseline + Measure.baseline * pieces[start].line.size
            while end < pieces.count, pieces[end].line.baseline <= limit { end += 1 }
            joinRow(pieces[start..<end].sorted { $0.line.box.left < $1.line.box.left }, into: &joined)
            start = end
        }
        return joined
    }

    private static func joinRow(_ row: [(line: TextLine, words: [Word])], into joined: inout [[Word]]) {
        var previous: TextLine?
        for piece in row {
            if let last = previous, touches(piece.line, last), !joined.isEmpty {
                joined[joined.count - 1] += piece.words
            } else {
                joined.append(piece.words)
            }
            previous = piece.line
        }
    }

    private static func touches(_ line: TextLine, _ last: TextLine) -> Bool {
        let size = max(line.size, last.size)
        let gap = line.box.left - last.box.right
        return gap <= Measure.gap * size && gap >= -Measure.overlap * size
            && min(line.size, last.size) > 0.5 * size
    }

    /// From left to right; in lines that run from right to left the other way, but for what is written from left to
    /// right among them.
    static func arranged(_ words: [Word]) -> [Word] {
        guard words.contains(where: \.runsRightToLeft) else {
            var isSorted = true
            for index in words.indices.dropFirst() where words[index].box.left < words[index - 1].box.left {
                isSorted = false
            }
            return isSorted ? words : stableSorted(words) { $0.box.left < $1.box.left }
        }
        let rightToLeft = words.reduce(0) { $0 + ($1.runsRightToLeft ? $1.text.utf8.count : 0) }
        let all = words.reduce(0) { $0 + $1.text.utf8.count }
        guard rightToLeft * 2 >= all else { return words }
        var result = stableSorted(words) { $0.box.right > $1.box.right }
        reverseRuns(in: &result)
        return result
    }

    /// Numbers alone follow each other from right to left.
    private static func reverseRuns(in words: inout [Word]) {
        var start = 0
        while start < words.count {
            guard !words[start].runsRightToLeft else {
                start += 1
                continue
            }
            var end = start
            while end < words.count, !words[end].runsRightToLeft { end += 1 }
            if words[start..<end].contains(where: \.hasLetter) { words[start..<end].reverse() }
            start = end
        }
    }

    private static func stableSorted(_ words: [Word], by areInOrder: (Word, Word) -> Bool) -> [Word] {
        words.enumerated().sorted {
            areInOrder($0.element, $1.element) || (!areInOrder($1.element, $0.element) && $0.offset < $1.offset)
        }.map(\.element)
    }
}
