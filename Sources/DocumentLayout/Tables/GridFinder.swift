// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds rules that cross each other and frame cells.
struct GridFinder {
    private static let mostRules = 1500
    /// In points: how near rules come that meet.
    private static let reach = 3.0

    let rules: RuleSet

    func regions() -> [TableRegion] {
        let levels = rules.level.filter { $0.length > 15 }.prefix(Self.mostRules)
        let uprights = rules.upright.filter { $0.length > 5 }.prefix(Self.mostRules)
        guard !levels.isEmpty, !uprights.isEmpty else { return [] }
        var sets = DisjointSets(count: levels.count + uprights.count)
        for (i, level) in levels.enumerated() {
            for (j, upright) in uprights.enumerated() where meet(level, upright) { sets.join(i, levels.count + j) }
        }
        var groups: [Int: (levels: [RuleSet.Rule], uprights: [RuleSet.Rule])] = [:]
        for (i, level) in levels.enumerated() { groups[sets.root(i), default: ([], [])].levels.append(level) }
        for (j, upright) in uprights.enumerated() {
            groups[sets.root(levels.count + j), default: ([], [])].uprights.append(upright)
        }
        return groups.sorted { $0.key < $1.key }.compactMap { region($0.value.levels, $0.value.uprights) }
    }

    private func meet(_ level: RuleSet.Rule, _ upright: RuleSet.Rule) -> Bool {
        upright.position >= level.start - Self.reach && upright.position <= level.end + Self.reach
            && level.position >= upright.start - Self.reach && level.position <= upright.end + Self.reach
    }

    private func region(_ levels: [RuleSet.Rule], _ uprights: [RuleSet.Rule]) -> TableRegion? {
        guard levels.count >= 2, !uprights.isEmpty else { return nil }
        guard let top = levels.map(\.position).min(), let bottom = levels.map(\.position).max() else { return nil }
        let left = min(levels.map(\.start).min() ?? 0, uprights.map(\.position).min() ?? 0)
        let right = max(levels.map(\.end).max() ?? 0, uprights.map(\.position).max() ?? 0)
        let box = Box(
            left: left,
            top: min(top, uprights.map(\.start).min() ?? top),
            right: right,
            bottom: max(bottom, uprights.map(\.end).max() ?? bottom)
        )
        let hasInterior = uprights.contains { $0.position > left + 4 && $0.position < right - 4 }
        guard box.width > 30, box.height > 8, hasInterior else { return nil }
        return TableRegion(box: box, levels: levels, uprights: uprights, isGrid: true)
    }
}
