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

    /// - Parameters:
    ///   - line: the end of it at least.
    ///   - next: the first word of the next line.
    func joint(_ line: String, _ next: String) -> LineJoint {
        guard Self.endsInHyphen(line), let end = line.unicodeScalars.last else { return .apart }
        if end == "\u{AD}" { return .broken }
        let stem = Substring(line.unicodeScalars.dropLast())
        guard let before = stem.unicodeScalars.last, before.isLetter || before.isDigit else { return .apart }
        guard let first = next.unicodeScalars.first, first.isLetter || first.isDigit else { return .apart }
        let head = stem.split(separator: " ").last.map(String.init) ?? ""
        if isSuspended(head, before: next) { return .apart }
        return first.isSmallLetter && before.isLetter && isBroken(head, next) ? .broken : .compound
    }

    /// Whether a word was broken between these two, so that its hyphen falls away.
    private func isBroken(_ head: String, _ tail: String) -> Bool {
        let (bareHead, bareTail) = (Self.bare(head), Self.bare(tail))
        if words.contains(bareHead + bareTail) { return true }
        if Self.isAddress(head) || words.contains(bareHead + "-" + bareTail) { return false }
        // Both halves are words of their own, and long enough to mean something.
        let areWords = words.contains(bareHead) && words.contains(bareTail)
        return !(bareHead.utf8.count > 3 && bareTail.utf8.count > 3 && areWords)
    }

    /// What follows the hyphen of a word whose second half comes later, as in `pre- and post-treatment`.
    private static let conjunctions: Set<String> = [
        "and", "or", "und", "oder", "bis", "bzw", "sowie", "y", "o", "e",
    ]
    /// These end words too.
    private static let doubtful: Set<String> = ["to", "et", "ou"]

    private func isSuspended(_ head: String, before next: String) -> Bool {
        let (bareHead, bareNext) = (Self.bare(head), Self.bare(next))
        guard !words.contains(bareHead + bareNext) else { return false }
        if Self.conjunctions.contains(bareNext) { return true }
        let isWord = words.contains(bareHead) || bareHead.unicodeScalars.last?.isDigit ?? false
        return Self.doubtful.contains(bareNext) && isWord
    }

    /// Whether it is the beginning of one, in which a hyphen may mean another place.
    private static func isAddress(_ head: String) -> Bool {
        if ["://", "@", "www."].contains(where: head.contains) { return true }
        let parts = head.split(separator: "/", maxSplits: 1)
        // `example.org/`, but no `and/or`, and no `10.1000/`.
        guard parts.count == 2, let end = parts[0].split(separator: ".").last, end != parts[0] else { return false }
        return end.unicodeScalars.allSatisfy(\.isLetter)
    }

    /// Joins a line that ends in a broken word with the rest of it.
    /// - Returns: the line with the whole word, and what is left of the next one; nil where no word goes on.
    func join(_ line: String, _ next: String) -> (whole: String, rest: String)? {
        let parts = next.split(separator: " ", maxSplits: 1)
        guard let tail = parts.first.map(String.init) else { return nil }
        let rest = parts.count > 1 ? String(parts[1]) : ""
        switch joint(line, tail) {
        case .apart: return nil
        case .compound: return (line + tail, rest)
        case .broken: return (String(Substring(line.unicodeScalars.dropLast())) + tail, rest)
        }
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
