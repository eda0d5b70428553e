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
        // One that may be the head of columns, as yet too narrow for them.
        var held: Group?
        for band in bands {
            var next = group(of: band, in: range)
            if let head = held {
                held = nil
                if let joined = columns(from: head, next) { next = joined } else { add(head, to: &groups) }
            }
            if mayBeHead(next), !(groups.last?.hasColumns ?? false) { held = next } else { add(next, to: &groups) }
        }
        if let head = held { add(head, to: &groups) }
        return groups
    }

    private func add(_ group: Group, to groups: inout [Group]) {
        guard let last = groups.last, let joined = join(last, group) else { return groups.append(group) }
        groups[groups.count - 1] = joined
    }

    /// Whether something stands on both sides of what may be a gutter.
    private func mayBeHead(_ group: Group) -> Bool {
        !group.hasColumns
            && group.free.all.contains {
                $0.upperBound - $0.lowerBound >= gutter && $0.lowerBound > group.box.left
                    && $0.upperBound < group.box.right
            }
    }

    /// Both, where columns begin right below.
    private func columns(from head: Group, _ next: Group) -> Group? {
        guard next.hasColumns, next.box.top - head.box.bottom < 1.2 * textSize else { return nil }
        return join(head, next).flatMap { $0.hasColumns ? $0 : nil }
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
