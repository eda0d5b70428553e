// SPDX-License-Identifier: GPL-3.0-or-later

/// Divides a column of lines into blocks.
struct BlockBuilder {
    let lines: [TextLine]
    private let styles: [TextStyle]
    private let column: Box
    private let leading: Double?
    private let hangs: Bool
    private let isParagraph: Bool
    private let typedItems: Set<Int>

    /// - Parameters:
    ///   - pieces: of lines, from top to bottom.
    ///   - isParagraph: whether the document says that it is one; then only what can't be one is divided.
    init(pieces: [TextLine], styles: [TextStyle], isParagraph: Bool = false) {
        self.isParagraph = isParagraph
        self.styles = styles
        lines = Self.joined(pieces)
        column = Box.around(lines.lazy.map(\.box)) ?? Box(left: 0, top: 0, right: 0, bottom: 0)
        leading = Self.leading(of: lines)
        hangs = Self.hangs(lines, in: column)
        typedItems = TypedBullets(lines).positions
    }

    func blocks() -> [Block] { groups().map { Block(lines: $0, column: column) } }

    /// The lines of each block.
    func groups() -> [[TextLine]] {
        var result: [[TextLine]] = []
        for (index, line) in lines.enumerated() {
            if index > 0, !startsBlock(index) {
                result[result.count - 1].append(line)
            } else {
                result.append([line])
            }
        }
        return result
    }

    /// Pieces on one baseline become one line.
    private static func joined(_ pieces: [TextLine]) -> [TextLine] {
        var rows: [[TextLine]] = []
        for piece in pieces {
            if let last = rows.last?.last, piece.isBeside(last) {
                rows[rows.count - 1].append(piece)
            } else {
                rows.append([piece])
            }
        }
        return rows.map { row in
            var line = row.count == 1 ? row[0] : TextLine(words: LineBuilder.arranged(row.flatMap(\.words)))
            ScriptFinder.mark(&line)
            return line
        }
    }

    /// The most frequent distance of baselines, in half points.
    private static func leading(of lines: [TextLine]) -> Double? {
        var counts: [Int: Int] = [:]
        for (line, next) in zip(lines, lines.dropFirst()) {
            let distance = next.baseline - line.baseline
            guard distance > 0.5 * line.size, distance < 3 * line.size else { continue }
            counts[Int((distance * 2).rounded()), default: 0] += 1
        }
        let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        guard let best, best.value > 1 else { return nil }
        return Double(best.key) / 2
    }

    /// Whether first lines stand out to the left, as those of references do.
    private static func hangs(_ lines: [TextLine], in column: Box) -> Bool {
        guard lines.count > 3 else { return false }
        let out = lines.count { $0.box.left - column.left < 0.3 * $0.size }
        let indented = lines.filter { $0.box.left - column.left >= 0.5 * $0.size }
        guard out * 5 < lines.count * 3, indented.count * 2 > lines.count, let first = indented.first else {
            return false
        }
        let aligned = indented.count { ($0.box.left - first.box.left).magnitude < 0.4 * $0.size }
        return aligned * 4 > indented.count * 3
    }

    private func startsBlock(_ index: Int) -> Bool {
        let (line, previous) = (lines[index], lines[index - 1])
        let size = max(line.size, previous.size)
        if (line.size - previous.size).magnitude > 0.08 * size { return true }
        let distance = line.baseline - previous.baseline
        if distance > 1.28 * usualDistance(for: size) { return true }
        if isParagraph { return isBroken(previous, before: line) }
        if differsInWeight(line, previous) { return true }
        if typedItems.contains(index) { return true }
        if let marker = ListMarker(line), !marker.isTyped, startsItem(line, after: previous) { return true }
        if line.isCentred(in: column), previous.isCentred(in: column) { return false }
        return hangs ? startsOut(line, after: previous) : startsParagraph(index)
    }

    /// Whether the line before it was ended long before the margin.
    private func isBroken(_ previous: TextLine, before line: TextLine) -> Bool {
        if line.isCentred(in: column), previous.isCentred(in: column) { return false }
        guard isShort(previous, before: line) else { return false }
        return differsInWeight(line, previous) || column.right - previous.box.right > 0.3 * column.width
    }

    /// Large letters have a leading of their own.
    private func usualDistance(for size: Double) -> Double {
        guard let leading else { return 1.25 * size }
        return size > 0.95 * leading ? 1.15 * size : max(leading, size)
    }

    private func differsInWeight(_ line: TextLine, _ previous: TextLine) -> Bool {
        guard let weight = line.weight(styles), let last = previous.weight(styles) else { return false }
        return weight != last
    }

    private func startsItem(_ line: TextLine, after previous: TextLine) -> Bool {
        ListMarker(line)?.isBullet ?? false || line.box.left < previous.box.left - 0.3 * line.size
            || isShort(previous, before: line) || ListMarker(previous) != nil
    }

    /// What follows a full line that stands out is set in, unless it belongs to an ordinary paragraph.
    private func startsOut(_ line: TextLine, after previous: TextLine) -> Bool {
        isOut(line) && (!isOut(previous) || isShort(previous, before: line))
    }

    private func isOut(_ line: TextLine) -> Bool { line.box.left - column.left < 0.3 * line.size }

    private func startsParagraph(_ index: Int) -> Bool {
        let (line, previous) = (lines[index], lines[index - 1])
        let indent = line.box.left - previous.box.left
        if indent > 0.7 * line.size, indent < 5 * line.size, previous.isFirst || !isHanging(index) { return true }
        return isShort(previous, before: line) && indent.magnitude < 3 * line.size
    }

    /// Whether the line goes on at the place where the line before it, a list's item, began its text.
    private func isHanging(_ index: Int) -> Bool {
        let (line, previous) = (lines[index], lines[index - 1])
        guard ListMarker(previous) != nil, previous.words.count > 1 else { return false }
        return (line.box.left - previous.words[1].box.left).magnitude < 0.5 * line.size
    }

    /// Whether the line's first word would have had room on the line before it.
    private func isShort(_ previous: TextLine, before line: TextLine) -> Bool {
        guard let first = line.words.first else { return false }
        let room = column.right - previous.box.right
        return room > first.box.width + 1.2 * line.size && room > 0.08 * column.width
    }
}

extension TextLine {
    fileprivate var isFirst: Bool { false }

    func isBeside(_ other: TextLine) -> Bool {
        let larger = max(size, other.size)
        let shift = (baseline - other.baseline).magnitude
        if shift <= 0.2 * larger { return true }
        // Raised or lowered characters that were drawn apart.
        return shift <= 0.6 * larger && min(size, other.size) < 0.8 * larger
            && box.horizontalOverlap(other.box) < larger
            && core.verticalOverlap(other.core) > 0
    }

    /// Whether it has as much room on its left as on its right, and some.
    func isCentred(in column: Box) -> Bool {
        let (left, right) = (box.left - column.left, column.right - box.right)
        return (left - right).magnitude < 0.6 * size + 0.04 * column.width && left > 1.5 * size
    }

    /// Whether it is bold as a whole (true), or not at all (false).
    func weight(_ styles: [TextStyle]) -> Bool? {
        var (bold, light) = (false, false)
        for word in words where word.script == .level {
            guard let style = word.style, word.text.unicodeScalars.contains(where: \.isLetter) else { continue }
            if styles[style].face.isBold { bold = true } else { light = true }
        }
        return bold == light ? nil : bold
    }
}
