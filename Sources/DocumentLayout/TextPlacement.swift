// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the places of texts among a page's characters.
struct TextPlacement {
    private let characters: PlacementCharacters
    private var lines: [PlacementLine]

    init(_ characters: PageCharacters) {
        self.characters = PlacementCharacters(characters)
        lines = self.characters.lines
    }

    /// Texts come from top to bottom.
    mutating func place(_ text: BoxedText) {
        guard !isShown(text) else { return }
        if text.lines.count == 1, let index = indexOfLine(atHeightOf: text.box) {
            lines[index].insert(text)
        } else {
            lines.insert(PlacementLine(text), at: indexOfNewLine(for: text.box))
        }
    }

    var result: PageCharacters { characters.inserting(CharacterInsertion.all(in: lines)) }

    private func indexOfLine(atHeightOf box: Box) -> Int? {
        nearest { line in
            guard line.isLevel(with: box) else { return nil }
            return line.horizontalGap(to: box) + (line.middleY - box.middleY).magnitude
        }
    }

    private func indexOfNewLine(for box: Box) -> Int {
        let above = nearest { line in
            guard line.middleY <= box.middleY || line.isLeft(of: box) else { return nil }
            return line.horizontalGap(to: box) + line.verticalGap(to: box)
        }
        // Texts that follow the same line keep their order.
        var index = above.map { $0 + 1 } ?? 0
        while index < lines.count, lines[index].start == nil { index += 1 }
        return index
    }

    /// The last one of those that are equally near.
    /// - Parameter distance: nil for a line that is out of the question.
    private func nearest(_ distance: (Box) -> Double?) -> Int? {
        var nearest: (index: Int, distance: Double)?
        for (index, line) in lines.enumerated() {
            guard let distance = line.box.flatMap(distance), distance <= nearest?.distance ?? .infinity else {
                continue
            }
            nearest = (index, distance)
        }
        return nearest?.index
    }

    /// Whether all that stands in the text's box reads like the text. Some producers write values into the page's
    /// contents and keep the fields.
    private func isShown(_ text: BoxedText) -> Bool {
        var shown = String.UnicodeScalarView()
        for line in lines where line.box?.intersects(text.box) ?? false {
            for part in line.parts { appendScalars(of: part, in: text.box, to: &shown) }
        }
        guard !shown.isEmpty else { return false }
        return shown.elementsEqual(text.lines.joined().unicodeScalars.lazy.filter { !$0.isSeparator })
    }

    private func appendScalars(
        of part: PlacementLine.Part,
        in box: Box,
        to scalars: inout String.UnicodeScalarView
    ) {
        switch part {
        case .word(let range, _):
            for index in range where characters.box(at: index).map(box.containsMiddle(of:)) ?? false {
                scalars.append(characters.scalars[index])
            }
        case .text(let text):
            guard box.containsMiddle(of: text.box) else { return }
            scalars.append(contentsOf: text.lines.joined().unicodeScalars.filter { !$0.isSeparator })
        }
    }
}
