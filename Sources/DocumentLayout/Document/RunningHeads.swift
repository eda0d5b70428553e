// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds lines that pages repeat at their edges, and page numbers.
struct RunningHeads {
    /// How much of a page's height is an edge.
    private static let edge = 0.12
    private static let sameHeight = 8.0

    private var heights: [String: [(page: Int, y: Double)]] = [:]
    private let pages: [PageAnalysis]

    init(_ pages: [PageAnalysis]) {
        self.pages = pages
        for (number, page) in pages.enumerated() {
            for block in page.blocks where block.turns == 0 {
                guard case .lines(let lines) = block.content else { continue }
                for line in lines where isAtEdge(line, of: page) {
                    heights[Self.key(line), default: []].append((number, line.baseline))
                }
            }
            for block in page.blocks where block.turns != 0 {
                guard case .lines(let lines) = block.content else { continue }
                for line in lines { heights[Self.key(line), default: []].append((number, line.baseline)) }
            }
        }
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
        let found = heights[Self.key(line)] ?? []
        return found.contains { $0.page != page && ($0.y - line.baseline).magnitude < Self.sameHeight }
    }

    /// The same for lines that differ in numbers alone.
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
        return String(key)
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
