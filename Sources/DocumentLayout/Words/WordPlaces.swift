// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the word that was drawn in the place of another: shadows and false bold are words drawn twice, a little apart.
struct WordPlaces {
    /// How far apart, as a part of the font's size, and in points.
    private static let apart = 0.2
    private static let farthest = 8.0
    /// In points. Most words touch one cell or two.
    private static let cell = 16.0
    /// How many words are looked at: a page may put any number of them in one place.
    private static let patience = 32
    private static let slots = 4096

    /// The last word that begins in one of the cells of a slot.
    private var last = [Int](repeating: -1, count: slots)
    /// For each word, the one before it in its slot.
    private var earlier: [Int] = []

    /// The position of the word that says the same in the same place; nil where there is none.
    func twin(of word: Word, turns: UInt8, in words: [Word]) -> Int? {
        let reach = min(Self.apart * word.size, Self.farthest)
        for x in Self.cells(around: word.box.left, reach) {
            for y in Self.cells(around: word.baseline, reach) {
                var next = last[Self.slot(x, y, turns)]
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
        let slot = Self.slot(Self.cell(of: word.box.left), Self.cell(of: word.baseline), turns)
        earlier.append(last[slot])
        last[slot] = earlier.count - 1
    }

    private static func areTwins(_ word: Word, _ other: Word, _ reach: Double) -> Bool {
        (word.box.left - other.box.left).magnitude <= reach && (word.box.right - other.box.right).magnitude <= reach
            && (word.baseline - other.baseline).magnitude <= reach && word.text == other.text
    }

    /// The same place has another slot, far away, for words that are turned otherwise.
    private static func slot(_ x: Int, _ y: Int, _ turns: UInt8) -> Int {
        (x + 61 * y + 1021 * Int(turns)) & (slots - 1)
    }

    private static func cells(around place: Double, _ reach: Double) -> ClosedRange<Int> {
        cell(of: place - reach)...cell(of: place + reach)
    }

    private static func cell(of place: Double) -> Int {
        Int((max(0, min(4 * Box.reach, place + 2 * Box.reach))) / cell)
    }
}
