// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds lines that pages repeat at their edges, and page numbers.
struct RunningHeads {
    /// How much of a page's height is an edge.
    private static let edge = 0.12
    private static let sameHeight = 8.0

    /// On which pages a line stands at a height. Whether one page or several is all that matters.
    private struct Occurrence {
        var page: Int
        var isOnOthers = false
    }

    /// By the line's words and its height in steps of `sameHeight`.
    private var occurrences: [String: [Int: Occurrence]] = [:]
    private let pages: [PageAnalysis]

    init(_ pages: [PageAnalysis]) {
        self.pages = pages
        for (number, page) in pages.enumerated() {
            for block in page.blocks {
                guard case .lines(let lines) = block.content else { continue }
                for line in lines where block.turns != 0 || isAtEdge(line, of: page) { add(line, on: number) }
            }
        }
    }

    private mutating func add(_ line: TextLine, on page: Int) {
        let step = Self.step(line)
        var known = occurrences[Self.key(line), default: [:]][step] ?? Occurrence(page: page)
        if known.page != page { known.isOnOthers = true }
        occurrences[Self.key(line), default: [:]][step] = known
    }

    private static func step(_ line: TextLine) -> Int {
        Int((max(-1e7, min(1e7, line.baseline)) / sameHeight).rounded())
    }

    func contains(_ line: TextLine, page number: Int, turns: Int) -> Bool {
        let page = pages[number]
        if turns != 0 { return repeats(line, on: number) }
        guard isAtEdge(line, of: page) else { return false }
        return Self.isPageNumber(line) || repeats(line, on: number)
    }

    private func isAtEdge(_ line: TextLine, of page: PageAnalysis) -> Bool {
        line.box.top < page.height * Self.edge || line.box.bottom > page.height * (1 - Self.edge)
    }

    private func repeats(_ line: TextLine, on page: Int) -> Bool {
        guard let found = occurrences[Self.key(line)] else { return false }
        let step = Self.step(line)
        return (step - 1...step + 1).contains { found[$0].map { $0.isOnOthers || $0.page != page } ?? false }
    }

    /// The same for lines that differ in numbers alone, at whichever end a page's own number stands.
    private static func key(_ line: TextLine) -> String {
        var key = String.UnicodeScalarView()
        for word in line.words {
            for scalar in word.text.unicodeScalars {
                if scalar.isDigit {
                    if key.last != "#" { key.append("#") }
                } else {
                    key.append(scalar)
                }
            }
        }
        let bare = String(key).trimmed
        return bare.isEmpty ? String(key) : bare
    }

    /// `7`, `– 7 –`, `Page 7 of 12`, `S7`.
    static func isPageNumber(_ line: TextLine) -> Bool {
        let text = line.text.lowercased()
        guard text.utf8.count <= 24 else { return false }
        var words = text.split { !$0.isLetter && !$0.isNumber }
        words.removeAll { $0 == "page" || $0 == "of" || $0 == "p" || $0 == "pages" }
        guard !words.isEmpty, words.count <= 2 else { return false }
        return words.allSatisfy { word in
            word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } && word.utf8.count <= 6
                || word.allSatisfy { "ivxlc".contains($0) }
        }
    }
}
