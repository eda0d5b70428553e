// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the tables of a page.
struct TableFinder {
    struct Found {
        var table: Table
        /// Positions of the lines that it took.
        var lines: [Int]
    }

    private static let mostRegions = 200

    let lines: [TextLine]
    let rules: RuleSet
    let textSize: Double

    func tables() -> [Found] {
        var found: [Found] = []
        var isTaken = Array(repeating: false, count: lines.count)
        addRuled(to: &found, &isTaken)
        let aligned = AlignedRegionFinder(lines: free(isTaken), textSize: textSize)
        for region in aligned.regions().prefix(Self.mostRegions) { add(region, to: &found, &isTaken) }
        return found
    }

    /// Those that rules show.
    func ruledTables() -> [Found] {
        var found: [Found] = []
        var isTaken = Array(repeating: false, count: lines.count)
        addRuled(to: &found, &isTaken)
        return found
    }

    private func addRuled(to found: inout [Found], _ isTaken: inout [Bool]) {
        for region in GridFinder(rules: rules).regions().prefix(Self.mostRegions) {
            add(region, to: &found, &isTaken)
        }
        let ruled = RuledRegionFinder(lines: free(isTaken), rules: rules, textSize: textSize)
        for region in ruled.regions().prefix(Self.mostRegions) { add(region, to: &found, &isTaken) }
    }

    private func free(_ isTaken: [Bool]) -> [TextLine] { zip(lines, isTaken).filter { !$1 }.map(\.0) }

    private func add(_ region: TableRegion, to found: inout [Found], _ isTaken: inout [Bool]) {
        guard !found.contains(where: { $0.table.box.intersects(region.box.insetBy(x: 2, y: 2)) }) else { return }
        let box = region.box.insetBy(x: -2, y: -1)
        let inside = lines.indices.filter { !isTaken[$0] && box.containsMiddle(of: lines[$0].core) }
        let builder = TableBuilder(region: region, lines: inside.map { lines[$0] }, textSize: textSize)
        guard let table = builder.table() else { return }
        found.append(Found(table: table, lines: inside))
        for line in inside { isTaken[line] = true }
    }
}
