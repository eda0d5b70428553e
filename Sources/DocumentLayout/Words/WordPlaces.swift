// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the word that was drawn in the place of another: shadows and false bold are words drawn twice, a little apart.
struct WordPlaces {
    /// How far apart, as a part of the font's size, and in points.
    private static let apart = 0.2
    private static let farthest = 8.0
    /// In points. Most words touch one cell or two.
    private static let cell = 16.0
    /// How many words of a cell are looked at: a page may put any number of them in one place.
    private static let patience = 16

    private struct Cell: Hashable {
        let x: Int32
        let y: Int32
        let turns: UInt8
    }

    /// The last word that begins in a cell.
    private var last: [Cell: Int] = [:]
    /// For each word, the one before it in its cell.
    private var earlier: [Int] = []

    /// The position of the word that says the same in the same place; nil where there is none.
    func twin(of word: Word, turns: UInt8, in words: [Word]) -> Int? {
        let reach = min(Self.apart * word.size, Self.farthest)
        for x in Self.cells(around: word.box.left, reach) {
            for y in Self.cells(around: word.baseline, reach) {
                var next = last[Cell(x: x, y: y, turns: turns)] ?? -1
                for _ in 0..<Self.patience where next >= 0 {
                    if Self.areTwins(word, words[next], reach) { return next }
                    next = earlier[next]
                }
            }
        }
        return nil
    }

    /// The next word.
    mutating func add(_ word: Word, turns: UInt8) {
        let cell = Cell(x: Self.cell(of: word.box.left), y: Self.cell(of: word.baseline), turns: turns)
        earlier.append(last[cell] ?? -1)
        last[cell] = earlier.count - 1
    }

    private static func areTwins(_ word: Word, _ other: Word, _ reach: Double) -> Bool {
        (word.box.left - other.box.left).magnitude <= reach && (word.box.right - other.box.right).magnitude <= reach
            && (word.baseline - other.baseline).magnitude <= reach && word.text == other.text
    }

    private static func cells(around place: Double, _ reach: Double) -> ClosedRange<Int32> {
        cell(of: place - reach)...cell(of: place + reach)
    }

    private static func cell(of place: Double) -> Int32 {
        Int32((max(-2 * Box.reach, min(2 * Box.reach, place)) / cell).rounded(.down))
    }
}
