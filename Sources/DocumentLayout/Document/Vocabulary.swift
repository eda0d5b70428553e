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

    /// Joins a line that ends in a broken word with the rest of it.
    /// - Returns: the line with the whole word, and what is left of the next one; nil where no word is broken.
    func join(_ line: String, _ next: String) -> (whole: String, rest: String)? {
        guard Self.endsInHyphen(line), let end = line.unicodeScalars.last else { return nil }
        guard let before = line.unicodeScalars.dropLast().last, before.isLetter || before.isDigit else { return nil }
        let parts = next.split(separator: " ", maxSplits: 1)
        guard let tail = parts.first, let first = tail.unicodeScalars.first, first.isLetter || first.isDigit else {
            return nil
        }
        let stem = line.unicodeScalars.dropLast()
        let head = Substring(stem).split(separator: " ").last.map(String.init) ?? ""
        let isBroken = end == "\u{AD}" || first.isSmallLetter && before.isLetter && self.isBroken(head, String(tail))
        let whole = (isBroken ? String(Substring(stem)) : line) + tail
        return (whole, parts.count > 1 ? String(parts[1]) : "")
    }

    static func endsInHyphen(_ line: String) -> Bool {
        guard let end = line.unicodeScalars.last else { return false }
        return end == "-" || end == "\u{2010}" || end == "\u{AD}"
    }

    private static func bare(_ word: String) -> String {
        var view = Substring(word.lowercased())
        while let last = view.unicodeScalars.last, !last.isLetter, !last.isDigit { view.unicodeScalars.removeLast() }
        while let first = view.unicodeScalars.first, !first.isLetter, !first.isDigit {
            view.unicodeScalars.removeFirst()
        }
        return String(view)
    }
}
