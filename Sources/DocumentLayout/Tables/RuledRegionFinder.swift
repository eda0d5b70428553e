// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds tables that have level rules alone: above, below the header, at the end.
struct RuledRegionFinder {
    private static let mostRules = 2000
    /// How far the ends of a table's rules may lie apart, in points.
    private static let sameEnd = 8.0

    let lines: [TextLine]
    let rules: RuleSet
    let textSize: Double

    func regions() -> [TableRegion] {
        let rows = Self.wholeRules(allRules.filter { $0.length > 8 }.prefix(Self.mostRules))
        var groups: [[RuleSet.Rule]] = []
        for rule in rows where rule.length > 60 {
            let index = groups.lastIndex { group in
                guard let last = group.last else { return false }
                return (last.start - rule.start).magnitude < Self.sameEnd
                    && (last.end - rule.end).magnitude < Self.sameEnd
            }
            if let index { groups[index].append(rule) } else { groups.append([rule]) }
        }
        return groups.flatMap(regions)
    }

    private var allRules: [RuleSet.Rule] { RuleSet.joined(rules.level + rules.shades) }

    /// Rules on one height with small gaps between them, as where each column has its own, count as one.
    private static func wholeRules(_ rules: some Sequence<RuleSet.Rule>) -> [RuleSet.Rule] {
        var result: [RuleSet.Rule] = []
        for rule in rules {
            if let last = result.last, (last.position - rule.position).magnitude < 1.5, rule.start - last.end < 8,
                rule.start >= last.start
            {
                result[result.count - 1].end = max(last.end, rule.end)
            } else {
                result.append(rule)
            }
        }
        return result
    }

    /// Splits rules of one width where text that is no table stands between them.
    private func regions(_ group: [RuleSet.Rule]) -> [TableRegion] {
        var result: [TableRegion] = []
        var run: [RuleSet.Rule] = []
        for rule in group {
            if let last = run.last, !isTabular(between: last, rule) {
                if let region = region(run) { result.append(region) }
                run = []
            }
            run.append(rule)
        }
        if let region = region(run) { result.append(region) }
        return result
    }

    private func region(_ run: [RuleSet.Rule]) -> TableRegion? {
        guard run.count >= 2, let first = run.first, let last = run.last, last.position - first.position > 12 else {
            return nil
        }
        let framed = Box(
            left: run.map(\.start).min() ?? first.start,
            top: first.position,
            right: run.map(\.end).max() ?? first.end,
            bottom: last.position
        )
        let box = run.count == 2 ? extended(framed) : framed
        let levels = allRules.filter {
            $0.position >= box.top - 2 && $0.position <= box.bottom + 2 && $0.start >= box.left - 8
                && $0.end <= box.right + 8
        }
        return TableRegion(box: box, levels: levels, uprights: [], isGrid: false)
    }

    /// Down over rows of a table that has no rule at its end, such as one that goes on over the page.
    private func extended(_ box: Box) -> Box {
        let below = lines.filter {
            $0.core.top > box.bottom - 1 && $0.box.left > box.left - 3 && $0.box.right < box.right + 3
        }
        let header = TextRow.rows(of: lines.filter { box.containsMiddle(of: $0.core) })
        var starts = header.flatMap(chunkStarts)
        var result = box
        for row in TextRow.rows(of: below) {
            let chunks = row.chunks(gap: 0.7)
            let goesOn = chunks.count == 1 && row.box.left > box.left + 4 * row.size && isNear(row.box.left, starts)
            let isRow = chunks.count >= 2 && chunkStarts(row).allSatisfy { isNear($0, starts) }
            // Some leave more room between rows than between lines.
            guard row.baseline - result.bottom < (isRow ? 3.2 : 2.2) * row.size, chunks.count >= 2 || goesOn else {
                break
            }
            guard !isProse(row, chunks), !TableCaption.starts(row.words) else { break }
            starts += chunkStarts(row)
            result.bottom = row.baseline + 0.2 * row.size
        }
        return result
    }

    private func chunkStarts(_ row: TextRow) -> [Double] { row.chunks(gap: 0.7).map { row.box(of: $0).left } }

    private func isNear(_ x: Double, _ starts: [Double]) -> Bool {
        starts.suffix(200).contains { ($0 - x).magnitude < 3 }
    }

    private func isTabular(between first: RuleSet.Rule, _ second: RuleSet.Rule) -> Bool {
        let box = Box(left: first.start - 3, top: first.position, right: first.end + 3, bottom: second.position)
        let inside = lines.filter { box.containsMiddle(of: $0.core) }
        guard !inside.isEmpty else { return second.position - first.position < 40 }
        let rows = TextRow.rows(of: inside)
        var (tabular, prose) = (0, 0)
        for (index, row) in rows.enumerated() {
            if TableCaption.starts(row.words) { return false }
            let chunks = row.chunks(gap: 0.9)
            if chunks.count > 1 ? !isProse(row, chunks) : isInterleaved(index, rows) {
                tabular += 1
            } else if row.box.width > 0.75 * box.width {
                prose += 1
            }
        }
        return tabular > prose || rows.count <= 2 && prose == 0
    }

    /// Whether it stands beside its neighbour, though not on one height: cells are centred.
    private func isInterleaved(_ index: Int, _ rows: [TextRow]) -> Bool {
        let row = rows[index]
        return [index - 1, index + 1].filter(rows.indices.contains).contains { other in
            (rows[other].baseline - row.baseline).magnitude < 0.8 * min(row.size, rows[other].size)
                && (rows[other].box.left > row.box.right || rows[other].box.right < row.box.left)
        }
    }

    /// Whether its pieces are lines of text in columns.
    private func isProse(_ row: TextRow, _ chunks: [Range<Int>]) -> Bool {
        chunks.count > 1 && chunks.count <= 3 && chunks.count { $0.count >= 6 } * 2 > chunks.count
    }
}
