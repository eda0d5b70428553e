// SPDX-License-Identifier: GPL-3.0-or-later

/// Where nothing stands, as ascending intervals that don't touch.
struct FreeIntervals {
    private(set) var all: [ClosedRange<Double>]

    /// - Parameters:
    ///   - occupied: in any order.
    ///   - bounds: of the region.
    init(between occupied: [(Double, Double)], in bounds: ClosedRange<Double>) {
        all = []
        var position = bounds.lowerBound
        for (start, end) in occupied.sorted(by: { $0 < $1 }) {
            if start > position { all.append(position...start) }
            position = max(position, end)
        }
        if position < bounds.upperBound { all.append(position...bounds.upperBound) }
    }

    private init(_ all: [ClosedRange<Double>]) { self.all = all }

    func intersection(_ other: FreeIntervals) -> FreeIntervals {
        var result: [ClosedRange<Double>] = []
        var (i, j) = (0, 0)
        while i < all.count, j < other.all.count {
            let start = max(all[i].lowerBound, other.all[j].lowerBound)
            let end = min(all[i].upperBound, other.all[j].upperBound)
            if start < end { result.append(start...end) }
            if all[i].upperBound < other.all[j].upperBound { i += 1 } else { j += 1 }
        }
        return FreeIntervals(result)
    }
}
