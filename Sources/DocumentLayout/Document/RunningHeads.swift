// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds lines that pages repeat at their edges, and page numbers.
struct RunningHeads {
    /// How much of a page's height is an edge.
    private static let edge = 0.12
    private static let sameHeight = 8.0
    /// As a part of the body's size: larger lines are headings, which may be numbered too.
    private static let largest = 1.2

    /// On which pages a line stands at a height. Whether one page or several is all that matters.
    private struct Occurrence {
        var page: Int
        var isOnOthers = false
    }

    /// By the line's words and its height in steps of `sameHeight`.
    private var occurrences: [String: [Int: Occurrence]] = [:]
    private let pages: [PageAnalysis]
    /// Of most characters, in points.
    private let bodySize: Double

    init(_ pages: [PageAnalysis]) {
        self.pages = pages
        bodySize = PageAnalyser.textSize(of: pages.flatMap { $0.blocks.flatMap(\.freeLines) })
        for (number, page) in pages.enumerated() {
            for block in page.blocks {
                for line in block.freeLines where isAtEdge(line, block.turns, of: page) { add(line, on: number) }
            }
        }
    }

    private mutating func add(_ line: TextLine, on page: Int) {
        let (key, step) = (key(line), Self.step(line))
        var known = occurrences[key, default: [:]][step] ?? Occurrence(page: page)
        if known.page != page { known.isOnOthers = true }
        occurrences[key, default: [:]][step] = known
    }

    private static func step(_ line: TextLine) -> Int {
        Int((max(-1e7, min(1e7, line.baseline)) / sameHeight).rounded())
    }

    /// What a block's lines are without running heads. A number beside other text is no page's.
    func others(_ lines: [TextLine], page number: Int, turns: Int) -> [TextLine] {
        let page = pages[number]
        let rest = lines.filter { !isAtEdge($0, turns, of: page) || !repeats($0, on: number) }
        guard turns == 0 || page.mainTurns == turns else { return rest }
        return rest.allSatisfy { isAtEdge($0, turns, of: page) && Self.isPageNumber($0) } ? [] : rest
    }

    /// Text that is turned otherwise than the page's is a note at its side wherever it stands.
    private func isAtEdge(_ line: TextLine, _ turns: Int, of page: PageAnalysis) -> Bool {
        guard turns == 0 || page.mainTurns == turns else { return true }
        let height = turns % 2 == 0 ? page.height : page.width
        return line.box.top < height * Self.edge || line.box.bottom > height * (1 - Self.edge)
    }

    private func repeats(_ line: TextLine, on page: Int) -> Bool {
        guard let found = occurrences[key(line)] else { return false }
        let step = Self.step(line)
        return (step - 1...step + 1).contains { found[$0].map { $0.isOnOthers || $0.page != page } ?? false }
    }

    /// The same for lines that differ in numbers alone, at whichever end a page's own number stands.
    private func key(_ line: TextLine) -> String {
        if PageAnalyser.textSize(of: [line]) > Self.largest * bodySize { return line.text }
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

    private static let numberNames: Set<String> = ["page", "of", "p", "pages"]

    /// `7`, `– 7 –`, `Page 7 of 12`, `xii`.
    static func isPageNumber(_ line: TextLine) -> Bool {
        let text = line.text
        guard text.utf8.count <= 24, let end = text.unicodeScalars.last, !".,;".unicodeScalars.contains(end) else {
            return false
        }
        let words = text.split { !$0.isLetter && !$0.isNumber }
        let numbers = words.filter { !numberNames.contains($0.lowercased()) }
        guard numbers.allSatisfy({ isNumber($0) || RomanNumber.isOne($0) }) else { return false }
        switch numbers.count {
        case 1: return true
        case 2: return text.contains("/") || words.contains { $0.lowercased() == "of" }
        default: return false
        }
    }

    private static func isNumber(_ word: Substring) -> Bool {
        word.utf8.count <= 6 && word.unicodeScalars.allSatisfy(\.isDigit)
    }
}

extension PageAnalysis {
    /// Those of its text come before others.
    fileprivate var mainTurns: Int? { blocks.first?.turns }
}

extension Block {
    /// Those of no table.
    fileprivate var freeLines: [TextLine] {
        if case .lines(let lines) = content { lines } else { [] }
    }
}
