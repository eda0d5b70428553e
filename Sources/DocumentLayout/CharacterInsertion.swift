// SPDX-License-Identifier: GPL-3.0-or-later

/// Characters that come between others.
struct CharacterInsertion {
    /// Of the scalar before which they come.
    let index: Int
    let text: String
    let box: Box
    let length: Int

    init(at index: Int, _ text: String, box: Box) {
        self.index = index
        self.text = text
        self.box = box
        length = text.unicodeScalars.count
    }

    /// What was placed into the lines, ascending.
    static func all(in lines: [PlacementLine]) -> [CharacterInsertion] {
        var insertions: [CharacterInsertion] = []
        var end: Int?
        for line in lines {
            insertions += line.start == nil ? ofNewLine(line, after: end) : within(line)
            for case .word(let range, _) in line.parts { end = range.upperBound }
        }
        return insertions
    }

    /// - Parameter end: of the last word before the line; nil at the head of the page.
    private static func ofNewLine(_ line: PlacementLine, after end: Int?) -> [CharacterInsertion] {
        var insertions: [CharacterInsertion] = []
        for (number, part) in line.parts.enumerated() {
            guard case .text(let placed) = part else { continue }
            let text = placed.lines.joined(separator: "\n")
            let separator = number > 0 ? " " : end == nil ? "" : "\n"
            let isLast = number == line.parts.count - 1
            let terminator = isLast && end == nil ? "\n" : ""
            insertions.append(CharacterInsertion(at: end ?? 0, separator + text + terminator, box: placed.box))
        }
        return insertions
    }

    private static func within(_ line: PlacementLine) -> [CharacterInsertion] {
        var insertions: [CharacterInsertion] = []
        var end: Int?
        for (number, part) in line.parts.enumerated() {
            switch part {
            case .word(let range, _): end = range.upperBound
            case .text(let placed):
                let text = placed.lines.joined(separator: "\n")
                guard let end else {
                    insertions.append(CharacterInsertion(at: line.start ?? 0, text + " ", box: placed.box))
                    continue
                }
                let terminator = line.hasWord(at: end, afterPart: number) ? " " : ""
                insertions.append(CharacterInsertion(at: end, " " + text + terminator, box: placed.box))
            }
        }
        return insertions
    }
}

extension PlacementLine {
    /// Whether the next part is a word that begins just there: poppler joins words without white space.
    fileprivate func hasWord(at index: Int, afterPart number: Int) -> Bool {
        guard number + 1 < parts.count, case .word(let range, _) = parts[number + 1] else { return false }
        return range.lowerBound == index
    }
}
