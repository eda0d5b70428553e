// SPDX-License-Identifier: GPL-3.0-or-later

/// A page's characters with their places at hand.
struct PlacementCharacters {
    let scalars: [Unicode.Scalar]
    private let characters: PageCharacters
    /// For each scalar, and the end of the text: its position among the boxes.
    private let positions: [Int]

    init(_ characters: PageCharacters) {
        self.characters = characters
        scalars = Array(characters.text.unicodeScalars)
        var position = 0
        var positions: [Int] = []
        positions.reserveCapacity(scalars.count + 1)
        let skipsMarks = scalars.count != characters.boxes.count
        for scalar in scalars {
            positions.append(position)
            position += skipsMarks && scalar.isDirectionMark ? 0 : 1
        }
        self.positions = positions + [position]
    }

    /// A direction mark has none.
    func box(at index: Int) -> Box? {
        guard !scalars[index].isDirectionMark, positions[index] < characters.boxes.count else { return nil }
        return characters.boxes[positions[index]]
    }

    /// Those that have words.
    var lines: [PlacementLine] {
        scalars.indices.split { scalars[$0] == "\n" }.compactMap { line in
            let words = words(in: line)
            return words.isEmpty ? nil : PlacementLine(words: words)
        }
    }

    private func words(in line: Range<Int>) -> [PlacementLine.Part] {
        var words: [PlacementLine.Part] = []
        var gaps = GapDetector()
        var start: Int?
        for index in line {
            let isSeparator = scalars[index].isSeparator
            let isApart = !scalars[index].isDirectionMark && gaps.isApart(box(at: index))
            if isSeparator { gaps.reset() }
            if let first = start, isSeparator || isApart {
                words.append(word(first..<index))
                start = nil
            }
            if !isSeparator { start = start ?? index }
        }
        if let first = start { words.append(word(first..<line.upperBound)) }
        return words
    }

    private func word(_ range: Range<Int>) -> PlacementLine.Part {
        let box = range.reduce(nil) { (box: Box?, index) in
            guard let next = self.box(at: index) else { return box }
            return box?.union(next) ?? next
        }
        return .word(range, box: box)
    }
}

extension PlacementCharacters {
    /// - Parameter insertions: ascending.
    func inserting(_ insertions: [CharacterInsertion]) -> PageCharacters {
        var text = String.UnicodeScalarView()
        var boxes: [Box] = []
        var (index, position) = (0, 0)
        for insertion in insertions {
            text.append(contentsOf: scalars[index..<insertion.index])
            text.append(contentsOf: insertion.text.unicodeScalars)
            index = insertion.index
            // Beyond the last box no character has one.
            guard positions[index] <= characters.boxes.count else { continue }
            boxes += characters.boxes[position..<positions[index]]
            boxes += repeatElement(insertion.box, count: insertion.length)
            position = positions[index]
        }
        text.append(contentsOf: scalars[index...])
        boxes += characters.boxes[position...]
        return PageCharacters(text: String(text), boxes: boxes, fontRuns: fontRuns(with: insertions))
    }

    /// Runs move with their characters; one into which something is inserted becomes two.
    private func fontRuns(with insertions: [CharacterInsertion]) -> [FontRun] {
        var runs: [FontRun] = []
        var shift = 0
        var remaining = insertions[...]
        for run in characters.fontRuns {
            var first = run.characters.lowerBound
            let end = run.characters.upperBound
            while let insertion = remaining.first, positions[insertion.index] < end {
                let position = positions[insertion.index]
                if position > first {
                    runs.append(FontRun(characters: first + shift..<position + shift, font: run.font))
                    first = position
                }
                shift += insertion.length
                remaining.removeFirst()
            }
            runs.append(FontRun(characters: first + shift..<end + shift, font: run.font))
        }
        return runs
    }
}
