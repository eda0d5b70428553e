// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts what stands on a page into the order of reading by cutting it along white space: upright cuts between columns go
/// before level ones, and level bands that share a gutter stay together (after Nagy and Seth's XY-cut, 1984).
struct ReadingOrder {
    private static let deepest = 30
    /// Of white space within columns, in sizes of the text.
    private static let widestSpace = 2.5
    private static let fewestLines = 3
    /// Between the columns and a row at the page's edge, likewise.
    private static let edgeSpace = 1.6

    private let boxes: [Box]
    /// Of most text, in points.
    private let textSize: Double

    /// - Parameter boxes: of lines, from the middle of small letters to the baseline; of other things, whole.
    init(boxes: [Box], textSize: Double) {
        self.boxes = boxes
        self.textSize = max(1, textSize)
    }

    /// Positions of boxes, column by column; those of a column from top to bottom.
    func columns() -> [[Int]] {
        var result: [[Int]] = []
        cut(Array(boxes.indices), depth: 0, into: &result)
        return result
    }

    private var narrowestGutter: Double { max(5, 0.7 * textSize) }
    /// What is narrower is no column but the markers of a list.
    private var narrowestColumn: Double { 4.5 * textSize }

    private func cut(_ items: [Int], depth: Int, into result: inout [[Int]]) {
        guard items.count > 1, depth < Self.deepest else {
            if !items.isEmpty { result.append(sortedDown(items)) }
            return
        }
        let strips = self.strips(of: items)
        if strips.count > 1 {
            if let (upper, lower) = depth < 2 ? edges(of: strips) ?? parts(of: strips) : parts(of: strips) {
                cut(upper, depth: depth + 1, into: &result)
                cut(lower, depth: depth + 1, into: &result)
                return
            }
            for strip in strips { cut(strip, depth: depth + 1, into: &result) }
            return
        }
        let groups = BandGrouper(
            bands: bands(of: items),
            boxes: boxes,
            gutter: narrowestGutter,
            column: narrowestColumn,
            textSize: textSize
        ).groups()
        guard groups.count > 1 else { return result.append(sortedDown(items)) }
        for group in groups {
            if group.hasColumns {
                cut(group.items, depth: depth + 1, into: &result)
            } else {
                result.append(sortedDown(group.items))
            }
        }
    }

    private func sortedDown(_ items: [Int]) -> [Int] {
        items.sorted { (boxes[$0].bottom, boxes[$0].left, $0) < (boxes[$1].bottom, boxes[$1].left, $1) }
    }

    /// Columns with white space between them all the way down.
    private func strips(of items: [Int]) -> [[Int]] {
        let sorted = items.sorted { (boxes[$0].left, $0) < (boxes[$1].left, $1) }
        var strips: [[Int]] = []
        var right = -Double.infinity
        for item in sorted {
            if boxes[item].left - right >= narrowestGutter {
                strips.append([item])
            } else {
                strips[strips.count - 1].append(item)
            }
            right = max(right, boxes[item].right)
        }
        return joiningNarrow(strips)
    }

    /// A page's first or last row, such as a running head with something on either side, and the rest; nil where the row
    /// stands no farther from the columns than these go on.
    private func edges(of strips: [[Int]]) -> ([Int], [Int])? {
        let bands = self.bands(of: strips.flatMap(\.self))
        guard bands.count > Self.fewestLines else { return nil }
        for (edge, next) in [(bands.count - 1, bands.count - 2), (0, 1)] where isRow(bands[edge], across: strips) {
            guard let one = Box.around(boxes(of: bands[edge])), let other = Box.around(boxes(of: bands[next])) else {
                continue
            }
            guard max(one.top - other.bottom, other.top - one.bottom) > Self.edgeSpace * textSize else { continue }
            let cut = max(edge, next)
            return (bands[..<cut].flatMap(\.self), bands[cut...].flatMap(\.self))
        }
        return nil
    }

    /// Whether it has one line at the most in each of the columns, and lines in several.
    private func isRow(_ band: [Int], across strips: [[Int]]) -> Bool {
        guard 2...max(2, strips.count) ~= band.count else { return false }
        return strips.allSatisfy { strip in band.count(where: strip.contains) <= 1 }
    }

    private func boxes(of items: [Int]) -> [Box] { items.map { boxes[$0] } }

    /// Columns above and below white space that crosses all of them, such as a text's and those of its references; nil
    /// where there is none, or less than a few lines of each column on either side.
    private func parts(of strips: [[Int]]) -> ([Int], [Int])? {
        let bands = self.bands(of: strips.flatMap(\.self))
        var bottom = -Double.infinity
        for (index, band) in bands.enumerated() {
            let top = band.map { boxes[$0].top }.min() ?? bottom
            if index > 0, top - bottom > Self.widestSpace * textSize {
                let upper = Set(bands[..<index].joined())
                let isAmong = strips.allSatisfy { strip in
                    let count = strip.count(where: upper.contains)
                    return count >= Self.fewestLines && strip.count - count >= Self.fewestLines
                }
                if isAmong { return (bands[..<index].flatMap(\.self), bands[index...].flatMap(\.self)) }
            }
            bottom = max(bottom, band.map { boxes[$0].bottom }.max() ?? bottom)
        }
        return nil
    }

    private func joiningNarrow(_ strips: [[Int]]) -> [[Int]] {
        var result: [[Int]] = []
        var pending: [Int] = []
        for strip in strips {
            let all = pending + strip
            if width(all) < narrowestColumn {
                pending = all
            } else {
                result.append(all)
                pending = []
            }
        }
        if !pending.isEmpty {
            if result.isEmpty { return [pending] }
            result[result.count - 1] += pending
        }
        return result
    }

    private func width(_ items: [Int]) -> Double {
        Box.around(items.lazy.map { boxes[$0] })?.width ?? 0
    }

    /// Rows with white space between them all the way across, from top to bottom.
    private func bands(of items: [Int]) -> [[Int]] {
        let sorted = items.sorted { (boxes[$0].top, $0) < (boxes[$1].top, $1) }
        var bands: [[Int]] = []
        var bottom = -Double.infinity
        for item in sorted {
            if boxes[item].top >= bottom { bands.append([item]) } else { bands[bands.count - 1].append(item) }
            bottom = max(bottom, boxes[item].bottom)
        }
        return bands
    }
}
