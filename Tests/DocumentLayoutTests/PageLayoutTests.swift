// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

struct PageLayoutTests {
    @Test func joinsCharactersIntoWords() {
        let layout = PageLayout(PageCharacters(grid: "ab cd"))
        #expect(layout.texts == [["ab", "cd"]])
        #expect(layout.lines.first?.words.first?.box == Box(left: 0, top: 0, right: 20, bottom: 10))
        #expect(layout.lines.first?.box == Box(left: 0, top: 0, right: 50, bottom: 10))
    }

    @Test func endsLinesAtLineFeeds() {
        #expect(PageLayout(PageCharacters(grid: "ab\n\ncd\n")).texts == [["ab"], ["cd"]])
    }

    @Test func parenthesesAndAccentsStayInTheirWord() {
        #expect(PageLayout(PageCharacters(grid: "(e\u{301}t)")).texts == [["(e\u{301}t)"]])
    }

    @Test func splitsWordsThatStandApart() {
        let characters = PageCharacters(grid: "unitSample", gaps: [4: 30])
        #expect(PageLayout(characters).texts == [["unit", "Sample"]])
        #expect(characters.spacedText == "unit Sample")
    }

    @Test func keepsTouchingCharactersTogether() {
        let characters = PageCharacters(grid: "H2O", gaps: [1: 0.5])
        #expect(characters.spacedText == "H2O")
    }

    @Test func splitsOncePerGap() {
        let characters = PageCharacters(grid: "abcd", gaps: [1: 30, 2: 30])
        #expect(characters.spacedText == "a b cd")
        #expect(PageLayout(characters).texts == [["a", "b", "cd"]])
    }

    @Test func givesEachFontOneNumber() {
        let (roman, bold) = (Font(name: "Times-Roman", size: 10), Font(name: "ABCDEF+Times-Bold", size: 10))
        let runs = [
            FontRun(characters: 0..<3, font: roman),
            FontRun(characters: 3..<6, font: bold),
            FontRun(characters: 6..<8, font: roman),
        ]
        let layout = PageLayout(PageCharacters(grid: "ab cd ef", fontRuns: runs))
        #expect(layout.fonts.map(\.name) == ["Times-Roman", "Times-Bold"])
        #expect(layout.lines.first?.words.map(\.font) == [0, 1, 0])
    }

    @Test func leavesOutWhatIsNotKnown() {
        let layout = PageLayout(PageCharacters(text: "ab", boxes: [], fontRuns: []))
        #expect(layout.lines == [Line(words: [Word(text: "ab", box: nil, font: nil)])])
        #expect(layout.lines.first?.box == nil)
    }

    @Test(arguments: [0, 1, 3, 7, 50])
    func survivesAnyCountOfBoxes(count: Int) {
        let box = Box(left: 0, top: 0, right: .nan, bottom: .infinity)
        let boxes = [Box](repeating: box, count: count)
        let runs = [FontRun(characters: 2..<900, font: Font(name: "", size: .nan))]
        let layout = PageLayout(PageCharacters(text: "one two", boxes: boxes, fontRuns: runs))
        #expect(layout.texts.flatMap { $0 }.joined() == "onetwo")
        #expect(!layout.json.isEmpty)
    }

    @Test func directionMarksTakeNoBox() {
        let grid = PageCharacters(grid: "ab cd")
        let marked = PageCharacters(text: "\u{202B}ab\u{202C} cd", boxes: grid.boxes, fontRuns: [])
        #expect(PageLayout(marked) == PageLayout(grid))
    }

    @Test func anEmptyPageHasNoLines() {
        #expect(PageLayout(PageCharacters(grid: "")).lines.isEmpty)
    }
}
