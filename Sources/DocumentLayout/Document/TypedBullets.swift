// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the items of lists whose bullets are signs of typewriters. Prose and formulas have lines that begin so by
/// chance: items come one below another, with nothing between them but what is set in.
struct TypedBullets {
    private struct Item {
        let position: Int
        let kind: ListMarker.Kind
        let left: Double
    }

    /// Of lines from top to bottom.
    private(set) var positions: Set<Int> = []
    /// The last one of each depth.
    private var open: [Item] = []

    init(_ lines: [TextLine]) {
        for (position, line) in lines.enumerated() { add(line, position) }
    }

    private mutating func add(_ line: TextLine, _ position: Int) {
        let tolerance = 0.3 * line.size
        while let last = open.last, last.left > line.box.left + tolerance { open.removeLast() }
        let beside = open.last.flatMap { $0.left > line.box.left - tolerance ? $0 : nil }
        if beside != nil { open.removeLast() }
        guard let marker = ListMarker(line), marker.isTyped else { return }
        if let beside, beside.kind == marker.kind { positions.formUnion([beside.position, position]) }
        open.append(Item(position: position, kind: marker.kind, left: line.box.left))
    }
}
