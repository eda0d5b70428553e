// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of dots or dashes that stand alone on their height: some tables divide their rows so.
struct LeaderRules {
    private static let fewestCharacters = 20
    private static let leaders = Set(".·⋅‥…_-–—".unicodeScalars)

    let lines: [TextLine]
    /// All other lines, in their order.
    let others: [TextLine]
    let marks: [PageMark]

    init(_ all: [TextLine]) {
        guard all.contains(where: Self.isLeader) else {
            (lines, others, marks) = ([], all, [])
            return
        }
        let text = all.filter { !Self.isLeader($0) }
        let isRule = { (line: TextLine) in Self.isLeader(line) && !text.contains { Self.isLevel($0, with: line) } }
        lines = all.filter(isRule)
        others = all.filter { !isRule($0) }
        marks = lines.map { line in
            let height = line.baseline - 0.1 * line.size
            return PageMark(box: Box(left: line.box.left, top: height, right: line.box.right, bottom: height))
        }
    }

    private static func isLeader(_ line: TextLine) -> Bool {
        guard let first = line.words.first?.text.unicodeScalars.first, leaders.contains(first) else { return false }
        let scalars = line.words.lazy.flatMap(\.text.unicodeScalars)
        return scalars.allSatisfy(leaders.contains) && scalars.count >= fewestCharacters
    }

    private static func isLevel(_ line: TextLine, with other: TextLine) -> Bool {
        (line.baseline - other.baseline).magnitude < 0.3 * max(line.size, other.size)
    }
}
