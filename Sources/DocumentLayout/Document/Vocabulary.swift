// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that a document has within its lines: they tell which hyphens at ends of lines are parts of words.
struct Vocabulary {
    private static let mostWords = 500_000
    private var words: Set<String> = []

    init(_ pages: [PageAnalysis]) {
        for page in pages {
            for block in page.blocks {
                guard case .lines(let lines) = block.content else { continue }
                for line in lines { add(line) }
            }
        }
    }

    private mutating func add(_ line: TextLine) {
        guard words.count < Self.mostWords else { return }
        for word in line.words.dropFirst().dropLast() { words.insert(Self.bare(word.text)) }
    }

    /// Whether a word was broken between these two, so that its hyphen falls away.
    func isBroken(_ head: String, _ tail: String) -> Bool {
        let (head, tail) = (Self.bare(head), Self.bare(tail))
        if words.contains(head + tail) { return true }
        if words.contains(head + "-" + tail) { return false }
        // Both halves are words of their own, and long enough to mean something.
        return !(head.utf8.count > 3 && tail.utf8.count > 3 && words.contains(head) && words.contains(tail))
    }

    private static func bare(_ word: String) -> String {
        var view = Substring(word.lowercased())
        while let last = view.unicodeScalars.last, !last.isLetter, !last.isDigit { view.unicodeScalars.removeLast() }
        while let first = view.unicodeScalars.first, !first.isLetter, !first.isDigit { view.unicodeScalars.removeFirst() }
        return String(view)
    }
}
