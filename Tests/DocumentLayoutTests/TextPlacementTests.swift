// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

/// On the grid a character is ten points wide and high, and a line begins every twenty points.
struct TextPlacementTests {
    @Test func standsOnTheLineOfItsLabel() throws {
        let page = PageCharacters(grid: "Name: Age:\nend", gaps: [6: 100])
        let placed = page.placing([try text("Ada", 70, 0), try text("36", 210, 0)])
        #expect(placed.text == "Name: Ada Age: 36\nend")
    }

    @Test func comesBeforeTheFirstWordOfALine() throws {
        let page = PageCharacters(grid: "top\nyes no", gaps: [4: 20])
        #expect(page.placing([try text("☑", 0, 20, width: 10)]).text == "top\n☑ yes no")
    }

    @Test func separatesWordsThatHadOnlyAGap() throws {
        let page = PageCharacters(grid: "A:B:", gaps: [2: 100])
        let placed = page.placing([try text("1", 30, 0)])
        #expect(placed.text == "A: 1 B:")
        #expect(placed.spacedText == "A: 1 B:")
    }

    @Test func splitsNoWord() throws {
        let page = PageCharacters(grid: "Name:________ end")
        #expect(page.placing([try text("Ada", 60, 0, width: 60)]).text == "Name:________ Ada end")
    }

    @Test func readsRightToLeftWhereTheLineDoes() throws {
        let boxes = [80.0, 70, 60, 20, 10].map { Box(left: $0, top: 0, right: $0 + 10, bottom: 10) }
        let page = PageCharacters(text: "אב גד", boxes: boxes, fontRuns: [])
        #expect(page.placing([try text("7", 40, 0, width: 10)]).text == "אב 7 גד")
    }

    @Test func becomesALineBelowTheNearestLineAbove() throws {
        let page = PageCharacters(grid: "one\n\ntwo\nthree")
        let placed = page.placing([try text("b", 0, 12, height: 7), try text("a", 0, -30), try text("c", 0, 90)])
        #expect(placed.text == "a\none\nb\n\ntwo\nthree\nc")
    }

    @Test func staysInItsColumn() throws {
        let left = PageCharacters(grid: "left\nleft")
        let right = PageCharacters(grid: "right\nright").boxes.map {
            Box(left: $0.left + 300, top: $0.top, right: $0.right + 300, bottom: $0.bottom)
        }
        let boxes = left.boxes + [Box(left: 0, top: 0, right: 0, bottom: 0)] + right
        let page = PageCharacters(text: "left\nleft\nright\nright", boxes: boxes, fontRuns: [])
        let placed = page.placing([try text("L", 0, 60), try text("R", 300, 40)])
        #expect(placed.text == "left\nleft\nL\nright\nright\nR")
    }

    @Test func severalLinesStayTogetherBelowTheirLabel() throws {
        let page = PageCharacters(grid: "Address:\nend", gaps: [9: 5])
        let placed = page.placing([try text("Mill Lane\r\n\r\n Leeds\t", 100, 0, height: 16)])
        #expect(placed.text == "Address:\nMill Lane\nLeeds\nend")
    }

    @Test func aTallBoxJoinsNoLine() throws {
        let page = PageCharacters(grid: "one\ntwo\nsix")
        #expect(page.placing([try text("note", 40, 0, height: 100)]).text == "one\ntwo\nsix\nnote")
    }

    @Test func comesAfterALabelBesideItsFoot() throws {
        let page = PageCharacters(grid: "one\ntwo\nsix\nend")
        #expect(page.placing([try text("a\nb", 40, 0, height: 55)]).text == "one\ntwo\nsix\na\nb\nend")
    }

    @Test func aPageWithoutWordsReadsInRows() throws {
        let page = PageCharacters(text: "", boxes: [], fontRuns: [])
        let texts = [try text("d", 200, 100), try text("b", 200, 1), try text("c", 0, 100), try text("a", 0, 0)]
        #expect(PlainText(page.placing(texts).spacedText).utf8 == Array("a b\nc d\n".utf8))
        #expect(page.placing(texts).text == page.placing(texts.reversed()).text)
    }

    @Test func isNotSaidTwice() throws {
        let page = PageCharacters(grid: "Name: Ada B\nend")
        let value = try text("Ada  B", 55, -3, width: 60, height: 16)
        #expect(page.placing([value]).text == page.text)
        #expect(page.placing([try text("x", 0, 40), try text("x", 0, 40)]).text == "Name: Ada B\nend\nx")
    }

    /// A short value may well be a part of its label.
    @Test func isSaidBesideALabelThatHasIt() throws {
        let page = PageCharacters(grid: "11 wages")
        #expect(page.placing([try text("1", 0, 0, width: 200)]).text.contains("wages 1"))
    }

    @Test func wordsHaveTheBoxAndNoFont() throws {
        let roman = Font(name: "Times-Roman", size: 10)
        let page = PageCharacters(
            grid: "ab cd",
            gaps: [3: 100],
            fontRuns: [FontRun(characters: 0..<5, font: roman)]
        )
        let value = try text("x y", 40, 0)
        let words = try #require(PageLayout(page.placing([value])).lines.first).words
        #expect(words.map(\.text) == ["ab", "x", "y", "cd"])
        #expect(words.map(\.font) == [0, nil, nil, 0])
        #expect(words[1].box == Box(left: 40, top: 0, right: 80, bottom: 10))
        #expect(words[3].box == page.boxes[3].union(to: page.boxes[4]))
    }

    @Test func directionMarksMoveNothing() throws {
        let grid = PageCharacters(grid: "ab cd\nef")
        let marked = PageCharacters(text: "\u{202B}ab\u{202C} cd\nef", boxes: grid.boxes, fontRuns: [])
        let value = try text("\u{202A}x\u{202C}", 60, 0)
        #expect(PageLayout(marked.placing([value])) == PageLayout(grid.placing([value])))
    }

    @Test func withoutTextsNothingChanges() {
        let page = PageCharacters(grid: "ab  cd\n\nef ")
        #expect(page.placing([]).text == page.text)
        #expect(page.placing([]).boxes == page.boxes)
    }

    @Test(arguments: ["", " \n\t", "\u{0}\u{1B}\u{202A}"])
    func nothingToReadIsNoText(string: String) {
        #expect(BoxedText(string, box: Box(left: 0, top: 0, right: 1, bottom: 1)) == nil)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func noPlaceIsNoText(edge: Double) {
        #expect(BoxedText("a", box: Box(left: 0, top: edge, right: 1, bottom: 1)) == nil)
    }

    @Test func controlCharactersEndWords() throws {
        let page = PageCharacters(text: "", boxes: [], fontRuns: [])
        #expect(page.placing([try text("a\u{C}b\u{1B}[2J", 0, 0)]).text == "a b [2J\n")
    }

    @Test(arguments: [0, 1, 3, 7, 50])
    func survivesAnyCountOfBoxes(count: Int) throws {
        let box = Box(left: 0, top: 0, right: .nan, bottom: .infinity)
        let runs = [FontRun(characters: 2..<900, font: Font(name: "", size: .nan))]
        let page = PageCharacters(text: "one two", boxes: [Box](repeating: box, count: count), fontRuns: runs)
        let layout = PageLayout(page.placing([try text("x", 0, 0), try text("y\nz", -1e300, 1e300)]))
        #expect(layout.texts.flatMap { $0 }.joined().count == 9)
        #expect(!layout.json.isEmpty)
    }

    private func text(
        _ string: String,
        _ left: Double,
        _ top: Double,
        width: Double = 40,
        height: Double = 10
    ) throws -> BoxedText {
        try #require(BoxedText(string, box: Box(left: left, top: top, right: left + width, bottom: top + height)))
    }
}

extension Box {
    fileprivate func union(to other: Box) -> Box {
        Box(
            left: min(left, other.left),
            top: min(top, other.top),
            right: max(right, other.right),
            bottom: max(bottom, other.bottom)
        )
    }
}
