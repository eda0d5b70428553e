// SPDX-License-Identifier: GPL-3.0-or-later

/// A line into which texts are placed.
struct PlacementLine {
    enum Part {
        /// A word of the page's own, as positions of its scalars.
        case word(Range<Int>, box: Box?)
        case text(BoxedText)

        var box: Box? {
            switch self {
            case .word(_, let box): box
            case .text(let text): text.box
            }
        }
    }

    /// Around the page's own words, or the text that opened the line. It doesn't grow with what is placed here, so that
    /// one tall box doesn't draw others to this line.
    let box: Box?
    /// Never empty; in reading order.
    private(set) var parts: [Part]

    init(words: [Part]) {
        box = words.reduce(nil) { box, word in
            guard let next = word.box else { return box }
            return box?.union(next) ?? next
        }
        parts = words
    }

    init(_ text: BoxedText) {
        box = text.box
        parts = [.text(text)]
    }

    /// Where the page's own words begin; nil where there are none.
    var start: Int? {
        for case .word(let range, _) in parts { return range.lowerBound }
        return nil
    }

    /// Before the first word that lies beyond its middle; no word is split.
    mutating func insert(_ text: BoxedText) {
        let middle = text.box.middleX
        let runsLeft = runsRightToLeft
        let index = parts.firstIndex { part in
            guard let other = part.box?.middleX else { return false }
            return runsLeft ? other < middle : other > middle
        }
        parts.insert(.text(text), at: index ?? parts.endIndex)
    }

    private var runsRightToLeft: Bool {
        guard let first = parts.first?.box, let last = parts.last?.box else { return false }
        return first.middleX > last.middleX
    }
}
