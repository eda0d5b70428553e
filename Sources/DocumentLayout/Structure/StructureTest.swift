// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells whether a page's tags are to be believed, by the page itself.
enum StructureTest {
    /// Of all letters, in hundredths.
    private static let mostArtifacts = 40
    /// Of the letters that are no artifacts, in hundredths.
    private static let leastTagged = 95
    private static let mostInFigures = 50
    private static let mostInMixtures = 35
    /// Paragraphs of a mixture.
    private static let fewestMixed = 4
    private static let fewestCuts = 3
    /// More than the usual order has.
    private static let mostJumps = 4

    /// Whether the structure has nearly all that the page shows.
    static func covers(_ glyphs: [Glyph], owners: Int) -> Bool {
        var (all, tagged, artifacts) = (0, 0, 0)
        for glyph in glyphs where !glyph.scalar.separatesWords && !glyph.scalar.isUnshown {
            all += 1
            if glyph.isArtifact {
                artifacts += 1
            } else if let content = glyph.content, content < owners {
                tagged += 1
            }
        }
        return tagged > 0 && tagged * 100 >= (all - artifacts) * leastTagged && artifacts * 100 <= all * mostArtifacts
    }

    /// Whether the parts can be read in their order, and are more than figures.
    static func isBelievable(_ parts: [MadePart], marks: [PageMark], textSize: Double) -> Bool {
        let letters = parts.reduce(0) { $0 + $1.letterCount }
        let inFigures = parts.reduce(0) { $0 + ($1.kind == .figure ? $1.letterCount : 0) }
        guard inFigures * 100 <= letters * mostInFigures else { return false }
        let inMixtures = parts.reduce(0) { $0 + (isMixture($1) ? $1.letterCount : 0) }
        guard inMixtures * 100 <= letters * mostInMixtures else { return false }
        return isReadable(parts.flatMap(\.orderedBoxes), textSize: textSize)
            && !hidesTable(parts, marks: marks, textSize: textSize) && !cutsSentences(parts)
    }

    /// Whether many lines are said to be paragraphs of their own though sentences go on in the next.
    private static func cutsSentences(_ parts: [MadePart]) -> Bool {
        let paragraphs = parts.filter { $0.kind == .block(.paragraph) }
        let cuts = zip(paragraphs, paragraphs.dropFirst()).count { first, second in
            guard let line = first.lines.last, let next = second.lines.first else { return false }
            guard let end = line.text.unicodeScalars.last, let start = next.text.unicodeScalars.first else {
                return false
            }
            let distance = next.baseline - line.baseline
            return distance > 0 && distance < 1.5 * line.size && start.isSmallLetter && (end.isLetter || end == ",")
                && line.box.width > 0.7 * next.box.width
        }
        return cuts >= fewestCuts && cuts * 5 >= paragraphs.count
    }

    /// Whether all sorts of paragraphs stand in what is said to be one.
    private static func isMixture(_ part: MadePart) -> Bool {
        part.kind == .block(.paragraph) && part.paragraphs.count >= fewestMixed
    }

    /// Whether rules show a table of which the structure does not know.
    private static func hidesTable(_ parts: [MadePart], marks: [PageMark], textSize: Double) -> Bool {
        guard !marks.isEmpty else { return false }
        let lines = parts.flatMap { $0.kind == .table ? [] : $0.lines }
        let finder = TableFinder(lines: lines, rules: RuleSet(marks), textSize: textSize)
        return !finder.ruledTables().isEmpty
    }

    /// Whether the order of boxes jumps hardly more often than one that goes down the columns. Jumps up within a column count
    /// twice.
    private static func isReadable(_ boxes: [Box], textSize: Double) -> Bool {
        let usual = ReadingOrder(boxes: boxes, textSize: textSize).columns().flatMap { $0.map { boxes[$0] } }
        return jumps(boxes) <= jumps(usual) + max(1, min(mostJumps, boxes.count / 8))
    }

    private static func jumps(_ boxes: [Box]) -> Int {
        zip(boxes, boxes.dropFirst()).reduce(0) { count, pair in
            let (box, next) = pair
            let isBeside = next.verticalOverlap(box) > 0 && next.left >= box.middleX
            let overlaps = next.horizontalOverlap(box) > 0
            if isBeside || overlaps && next.bottom >= box.bottom { return count }
            return count + (overlaps ? 2 : 1)
        }
    }
}
