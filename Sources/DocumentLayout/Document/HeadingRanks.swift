// SPDX-License-Identifier: GPL-3.0-or-later

/// Levels by how much looks stand out; the one that known chief headings have is level 2.
struct HeadingRanks {
    private var ranks: [HeadingLook: Int] = [:]

    /// - Parameters:
    ///   - looks: by the heading's position.
    ///   - known: the levels of looks that need no guess.
    init(_ looks: [Int: HeadingLook], known: [HeadingLook: Int], flow: [FlowBlock]) {
        var counts: [HeadingLook: Int] = [:]
        var chief: [HeadingLook: Int] = [:]
        for (index, look) in looks {
            counts[look, default: 0] += 1
            if HeadingNames.isChief(flow[index].text) { chief[look, default: 0] += 1 }
        }
        let sorted = counts.keys.sorted { ($0.prominence, $0.face) > ($1.prominence, $1.face) }
        for (look, level) in known {
            counts[look, default: 0] += 2
            if level == 2 { chief[look, default: 0] += 2 }
        }
        let best = chief.max {
            ($0.value, $0.key.prominence, $0.key.face) < ($1.value, $1.key.prominence, $1.key.face)
        }?.key
        let top = best ?? sorted.first { (counts[$0] ?? 0) > 1 } ?? sorted.first
        var rank = 2
        var isBelow = false
        for look in sorted {
            if look == top {
                isBelow = true
            } else if isBelow, (counts[look] ?? 0) > 1 || rank == 2 {
                rank = min(rank + 1, 4)
            }
            ranks[look] = known[look] ?? (look == top || !isBelow ? 2 : max(3, rank))
        }
    }

    func level(of block: FlowBlock, _ look: HeadingLook) -> Int {
        let text = block.text
        if let number = HeadingNumber(text) { return min(6, 1 + number.depth) }
        if HeadingNames.isChief(text) { return 2 }
        return ranks[look] ?? 3
    }
}
