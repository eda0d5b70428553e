// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines that divide a page, whether they were drawn or are thin boxes that were filled.
struct RuleSet {
    /// What is thicker is a box.
    private static let thickest = 3.5
    private static let shortest = 5.0
    /// In points: how far apart two rules may be and still be one.
    private static let sameLine = 1.6
    private static let gap = 2.0

    struct Rule {
        /// The y of a level rule, the x of an upright one.
        var position: Double
        var start: Double
        var end: Double

        var length: Double { end - start }
    }

    private(set) var level: [Rule] = []
    private(set) var upright: [Rule] = []
    /// Filled boxes that aren't white, larger than a rule.
    private(set) var boxes: [Box] = []
    /// Upper and lower edges of filled boxes.
    private(set) var shades: [Rule] = []

    init(_ marks: [PageMark]) {
        for mark in marks {
            let box = mark.box
            if box.height <= Self.thickest, box.width >= Self.shortest {
                if mark.isVisible { level.append(Rule(position: box.middleY, start: box.left, end: box.right)) }
            } else if box.width <= Self.thickest, box.height >= Self.shortest {
                if mark.isVisible { upright.append(Rule(position: box.middleX, start: box.top, end: box.bottom)) }
            } else if !mark.isStroke, mark.isVisible, box.width > Self.thickest, box.height > Self.thickest {
                boxes.append(box)
            }
        }
        shades = Self.joined(
            boxes.filter { $0.height < 150 && $0.width > 15 }.flatMap { box in
                [box.top, box.bottom].map { Rule(position: $0, start: box.left, end: box.right) }
            }
        )
        level = Self.joined(level)
        upright = Self.joined(upright)
    }

    /// Pieces that lie on one line and touch become one.
    static func joined(_ rules: [Rule]) -> [Rule] {
        let sorted = rules.sorted { ($0.position, $0.start, $0.end) < ($1.position, $1.start, $1.end) }
        var result: [Rule] = []
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].position - sorted[start].position <= sameLine { end += 1 }
            var current: Rule?
            for rule in sorted[start..<end].sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
                if let last = current, rule.start <= last.end + gap {
                    current?.end = max(last.end, rule.end)
                } else {
                    if let last = current { result.append(last) }
                    current = rule
                }
            }
            if let last = current { result.append(last) }
            start = end
        }
        return result
    }
}

extension PageMark {
    /// White ones hide something, or are the paper.
    fileprivate var isVisible: Bool {
        let (red, green, blue) = (colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF)
        return min(red, green, blue) < 0xFA
    }
}
