// SPDX-License-Identifier: GPL-3.0-or-later

/// A row's pieces of text, each with the columns that it stands in.
struct RowSlots {
    struct Piece {
        var columns: ClosedRange<Int>
        var words: [Word]
        var box: Box
    }

    private(set) var pieces: [Piece] = []
    let row: TextRow

    /// - Parameter borders: between columns, ascending.
    init(_ row: TextRow, borders: [Double]) {
        self.row = row
        for chunk in row.chunks(gap: 0.5) { add(Array(row.words[chunk]), borders) }
    }

    /// Words that stand close and reach over a border are one piece, unless a wide gap is just there.
    private mutating func add(_ words: [Word], _ borders: [Double]) {
        var start = 0
        for index in 1...words.count {
            let ends = index == words.count || isCut(between: words[index - 1], words[index], borders)
            guard ends else { continue }
            append(Array(words[start..<index]), borders)
            start = index
        }
    }

    /// A border in the gap between two words divides them where both keep clear of it.
    private func isCut(between first: Word, _ second: Word, _ borders: [Double]) -> Bool {
        guard !second.isGlued else { return false }
        let gap = second.box.left - first.box.right
        guard gap >= 0.3 * max(first.size, second.size) else { return false }
        return borders.contains { $0 > first.box.right - 0.5 && $0 < second.box.left + 0.5 }
    }

    private mutating func append(_ words: [Word], _ borders: [Double]) {
        guard let box = Box.around(words.map(\.box)) else { return }
        // What only just reaches over a border doesn't count.
        let slack = min(0.4 * row.size, box.width / 4)
        let first = borders.count { $0 <= box.left + slack }
        let last = max(first, borders.count { $0 < box.right - slack })
        if let previous = pieces.last, previous.columns.upperBound >= first {
            let merged = previous.words + words
            pieces[pieces.count - 1] = Piece(
                columns: previous.columns.lowerBound...max(last, previous.columns.upperBound),
                words: merged,
                box: previous.box.union(box)
            )
        } else {
            pieces.append(Piece(columns: first...last, words: words, box: box))
        }
    }

    /// Takes pieces apart whose words keep to the edges or middles of the columns that they stand in: cells that are
    /// set closer than words usually are.
    /// - Parameter extents: around all text of a column.
    mutating func divide(at borders: [Double], extents: [ClosedRange<Double>?]) {
        pieces = pieces.flatMap { piece -> [Piece] in
            guard piece.columns.count > 1 else { return [piece] }
            let parts = Self.parts(of: piece, borders)
            let isWhole = parts.map(\.columns.lowerBound) == Array(piece.columns)
            return isWhole && parts.allSatisfy { $0.isAligned(extents) } ? parts : [piece]
        }
    }

    /// A piece for each column that has words of it.
    private static func parts(of piece: Piece, _ borders: [Double]) -> [Piece] {
        var parts: [Piece] = []
        for word in piece.words {
            let column = borders.count { $0 <= word.box.middleX }
            if let last = parts.last, word.isGlued || last.columns.lowerBound == column {
                parts[parts.count - 1].words.append(word)
                parts[parts.count - 1].box = last.box.union(word.box)
            } else {
                parts.append(Piece(columns: column...column, words: [word], box: word.box))
            }
        }
        return parts
    }

    /// Lets a piece stand over more columns, as far as they are free.
    mutating func widen(_ index: Int, to columns: ClosedRange<Int>) {
        let lowest = index > 0 ? pieces[index - 1].columns.upperBound + 1 : 0
        let highest = index + 1 < pieces.count ? pieces[index + 1].columns.lowerBound - 1 : Int.max
        let old = pieces[index].columns
        let first = min(old.lowerBound, max(columns.lowerBound, lowest))
        let last = max(old.upperBound, min(columns.upperBound, highest))
        pieces[index].columns = first...last
    }

    func piece(at column: Int) -> Piece? { pieces.first { $0.columns.contains(column) } }

    var filledColumns: Set<Int> { Set(pieces.flatMap { Array($0.columns) }) }

    var hasSpanners: Bool { pieces.contains { $0.columns.count > 1 } }
}

extension RowSlots.Piece {
    /// In points: how far text may stand from where a column's other text does.
    private static let slack = 2.5

    fileprivate func isAligned(_ extents: [ClosedRange<Double>?]) -> Bool {
        guard extents.indices.contains(columns.lowerBound), let extent = extents[columns.lowerBound] else {
            return false
        }
        let middle = (extent.lowerBound + extent.upperBound) / 2
        return (box.left - extent.lowerBound).magnitude < Self.slack
            || (box.right - extent.upperBound).magnitude < Self.slack
            || (box.middleX - middle).magnitude < Self.slack
    }

    /// One word that no text goes on from: a name with figures or low lines in it.
    var isIdentifier: Bool {
        guard words.count == 1, let text = words.first?.text, text.last != "-" else { return false }
        return text.unicodeScalars.contains { $0.isDigit || $0 == "_" }
    }

    var isParenthesized: Bool { words.first?.text.first == "(" && words.last?.text.last == ")" }

    /// Whether it is made of figures and signs alone.
    var isNumeric: Bool {
        var hasDigit = false
        for word in words {
            for scalar in word.text.unicodeScalars {
                if scalar.isLetter { return false }
                if scalar.isDigit { hasDigit = true }
            }
        }
        return hasDigit || words.count == 1 && words[0].text.unicodeScalars.count == 1
    }
}
