// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds tables without rules: rows of short pieces that stand one below the other.
struct AlignedRegionFinder {
    let lines: [TextLine]
    let textSize: Double

    func regions() -> [TableRegion] {
        let rows = TextRow.rows(of: lines)
        var result: [TableRegion] = []
        var run: [TextRow] = []
        for row in rows {
            let isTabular = isTabular(row)
            if isTabular, let last = run.last, row.baseline - last.baseline > 2.6 * max(row.size, last.size) {
                if let region = region(run) { result.append(region) }
                run = []
            }
            if isTabular {
                run.append(row)
            } else {
                if let region = region(run) { result.append(region) }
                run = []
            }
        }
        if let region = region(run) { result.append(region) }
        return result
    }

    private func isTabular(_ row: TextRow) -> Bool {
        let chunks = row.chunks(gap: 1.1)
        guard chunks.count >= 2 else { return false }
        let short = chunks.count { $0.count <= 4 }
        return short * 3 >= chunks.count * 2
    }

    private func region(_ run: [TextRow]) -> TableRegion? {
        guard run.count >= 3, let box = Box.around(run.map(\.box)) else { return nil }
        let counts = run.map { $0.chunks(gap: 1.1).count }
        let isWide = counts.count { $0 >= 3 } * 2 > counts.count
        guard isWide || isNumeric(run) else { return nil }
        return TableRegion(box: box.insetBy(x: -1, y: -1), levels: [], uprights: [], isGrid: false)
    }

    /// Whether most rows end in a number.
    private func isNumeric(_ run: [TextRow]) -> Bool {
        let numeric = run.count { $0.words.last?.text.unicodeScalars.contains(where: \.isDigit) ?? false }
        return numeric * 4 >= run.count * 3
    }
}
