// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds columns by the white space that runs down between them.
struct ColumnFinder {
    /// Words that are nearer than this stand in one cell, as a part of the text's size.
    private static let wordGap = 0.3

    let rows: [TextRow]
    let textSize: Double

    /// The borders between columns, ascending.
    func borders() -> [Double] {
        guard rows.count > 0, let box = Box.around(rows.map(\.box)) else { return [] }
        let gaps = self.gaps(in: box)
        return gaps.map { ($0.lowerBound + $0.upperBound) / 2 }
    }

    /// Narrow gaps count where many rows have them.
    private var narrowest: Double {
        switch rows.count {
        case ...2: 0.9 * textSize
        case 3...4: 0.6 * textSize
        default: 0.42 * textSize
        }
    }

    private func gaps(in box: Box) -> [ClosedRange<Double>] {
        // Rows that are one long piece say nothing of columns.
        let telling = rows.filter { row in
            let chunks = row.chunks(gap: 0.8)
            return chunks.count > 1 || row.box.width < 0.45 * box.width
        }
        let used = telling.count >= 2 ? telling : rows
        let strict = free(used, atMost: 0, in: box)
        guard used.count >= 5 else { return strict }
        let tolerant = free(used, atMost: max(1, used.count / 10), in: box)
        return merged(strict, tolerant, used)
    }

    /// Gaps that a few rows reach into are taken where no strict one is and many rows stand on both sides.
    private func merged(
        _ strict: [ClosedRange<Double>],
        _ tolerant: [ClosedRange<Double>],
        _ rows: [TextRow]
    ) -> [ClosedRange<Double>] {
        var result = strict
        for gap in tolerant where !strict.contains(where: { $0.overlaps(gap) }) {
            let left = strict.last { $0.upperBound <= gap.lowerBound }?.upperBound ?? -.infinity
            let right = strict.first { $0.lowerBound >= gap.upperBound }?.lowerBound ?? .infinity
            let both = rows.count { row in
                row.words.contains { $0.box.middleX < gap.lowerBound && $0.box.middleX > left }
                    && row.words.contains { $0.box.middleX > gap.upperBound && $0.box.middleX < right }
            }
            if both * 2 >= rows.count { result.append(gap) }
        }
        return result.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Where at most so many rows have something.
    private func free(_ rows: [TextRow], atMost limit: Int, in box: Box) -> [ClosedRange<Double>] {
        var events: [(x: Double, change: Int)] = []
        for row in rows {
            for chunk in row.chunks(gap: Self.wordGap) {
                let area = row.box(of: chunk)
                events.append((area.left, 1))
                events.append((area.right, -1))
            }
        }
        events.sort { ($0.x, $0.change) < ($1.x, $1.change) }
        var gaps: [ClosedRange<Double>] = []
        var depth = 0
        var start: Double? = box.left
        for event in events {
            depth += event.change
            if depth > limit, let from = start {
                if event.x - from >= narrowest, from > box.left + 1 { gaps.append(from...event.x) }
                start = nil
            } else if depth <= limit, start == nil {
                start = event.x
            }
        }
        return gaps
    }
}
