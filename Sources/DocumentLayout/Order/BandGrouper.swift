// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins level bands, from top to bottom, for as long as they share a gutter.
struct BandGrouper {
    struct Group {
        var items: [Int]
        var free: FreeIntervals
        var box: Box
        var hasColumns: Bool
    }

    let bands: [[Int]]
    let boxes: [Box]
    /// The narrowest.
    let gutter: Double
    let column: Double
    let textSize: Double

    func groups() -> [Group] {
        guard let bounds = Box.around(boxes(of: bands.joined())) else { return [] }
        let range = bounds.left...max(bounds.left, bounds.right)
        var groups: [Group] = []
        for band in bands {
            let next = group(of: band, in: range)
            guard let last = groups.last, let joined = join(last, next) else {
                groups.append(next)
                continue
            }
            groups[groups.count - 1] = joined
        }
        return groups
    }

    private func boxes(of items: some Sequence<Int>) -> some Sequence<Box> { items.lazy.map { boxes[$0] } }

    private func group(of band: [Int], in range: ClosedRange<Double>) -> Group {
        let box = Box.around(boxes(of: band)) ?? Box(left: 0, top: 0, right: 0, bottom: 0)
        let free = FreeIntervals(between: band.map { (boxes[$0].left, boxes[$0].right) }, in: range)
        return Group(items: band, free: free, box: box, hasColumns: hasGutter(free, in: box))
    }

    /// Nil where they have to be read one after the other.
    private func join(_ first: Group, _ second: Group) -> Group? {
        let free = first.free.intersection(second.free)
        let box = first.box.union(second.box)
        let hasColumns = hasGutter(free, in: box)
        if !hasColumns, first.hasColumns || second.hasColumns { return nil }
        // After the columns' end something that stands far below and on one side is no longer theirs.
        if first.hasColumns, !second.hasColumns, second.box.top - first.box.bottom > 2.5 * textSize { return nil }
        return Group(items: first.items + second.items, free: free, box: box, hasColumns: hasColumns)
    }

    private func hasGutter(_ free: FreeIntervals, in box: Box) -> Bool {
        free.all.contains {
            $0.upperBound - $0.lowerBound >= gutter && $0.lowerBound - box.left >= column
                && box.right - $0.upperBound >= column
        }
    }
}
