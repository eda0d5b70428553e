// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins characters into words and words into lines, in one pass.
struct LineBuilder {
    private(set) var lines: [Line] = []
    private(set) var fonts: [Font] = []

    private var fontNumbers: [Font: Int] = [:]
    private var remainingRuns: ArraySlice<FontRun>
    private var gaps = GapDetector()
    private var words: [Word] = []
    private var wordText = String.UnicodeScalarView()
    private var wordBox: Box?
    private var wordFont: Int?

    init(fontRuns: [FontRun]) { remainingRuns = fontRuns[...] }

    mutating func add(_ characters: PageCharacters) {
        characters.forEach { scalar, position, box in add(scalar, at: position, box: box) }
        endLine()
    }

    private mutating func add(_ scalar: Unicode.Scalar, at position: Int, box: Box?) {
        if scalar.isSeparator {
            gaps.reset()
            return scalar == "\n" ? endLine() : endWord()
        }
        if gaps.isApart(box) { endWord() }
        if wordText.isEmpty { wordFont = fontNumber(at: position) }
        wordText.append(scalar)
        guard let box else { return }
        wordBox = wordBox?.union(box) ?? box
    }

    private mutating func endWord() {
        guard !wordText.isEmpty else { return }
        words.append(Word(text: String(wordText), box: wordBox, font: wordFont))
        wordText = String.UnicodeScalarView()
        wordBox = nil
        wordFont = nil
    }

    private mutating func endLine() {
        endWord()
        guard !words.isEmpty else { return }
        lines.append(Line(words: words))
        words = []
    }

    /// Positions are asked for in ascending order, so runs that lie behind are done with.
    private mutating func fontNumber(at position: Int) -> Int? {
        while let run = remainingRuns.first, run.characters.upperBound <= position { remainingRuns.removeFirst() }
        guard let run = remainingRuns.first, run.characters.contains(position) else { return nil }
        if let number = fontNumbers[run.font] { return number }
        fonts.append(run.font)
        fontNumbers[run.font] = fonts.count - 1
        return fonts.count - 1
    }
}
