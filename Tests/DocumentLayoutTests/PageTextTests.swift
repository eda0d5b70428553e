// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

struct PageTextTests {
    @Test func wordsAreDividedByGapsAndBySpaces() {
        var page = PageSheet()
        page.write("two words", x: 50, y: 100)
        page.write("apart", x: 102, y: 100)
        #expect(page.text == "two words apart\n")
    }

    @Test func columnsAreReadOneAfterTheOther() {
        var page = PageSheet()
        page.write(prose, x: 20, y: 100)
        page.write(prose.map { $0.uppercased() }, x: 320, y: 100)
        let lines = page.text.split(separator: "\n").map(String.init)
        #expect(lines.prefix(prose.count) == prose[...])
        #expect(lines.dropFirst(prose.count) == prose.map { $0.uppercased() }[...])
    }

    @Test func aColumnMayBeginWithANarrowLine() {
        var page = PageSheet()
        page.write("The riders of the town, their horses and the roads on which they carry its letters", x: 20, y: 60)
        page.write(prose, x: 20, y: 80)
        page.write("Roads", x: 330, y: 80)
        page.write(prose.map { "On roads: " + $0.prefix(30) }, x: 330, y: 92)
        #expect(page.text.contains("difference between the first two quarters.\n\nRoads"))
    }

    @Test func headAndFootOfAPageAreRowsThoughTheyStandOverColumns() {
        var page = PageSheet()
        page.write("Left head", x: 20, y: 40)
        page.write("Right head", x: 320, y: 40)
        page.write(prose, x: 20, y: 100)
        page.write(prose.map { $0.uppercased() }, x: 320, y: 100)
        page.write("Left foot", x: 20, y: 300)
        page.write("Right foot", x: 320, y: 300)
        let lines = page.text.split(separator: "\n").map(String.init)
        let foot = lines.suffix(2).joined(separator: " ")
        #expect(lines.prefix(2).joined(separator: " ") == "Left head Right head")
        #expect(foot == "Left foot Right foot")
    }

    @Test func columnsPartAtWhiteSpaceThatCrossesThem() throws {
        var page = PageSheet()
        for (name, x, y) in [("a", 20.0, 100.0), ("b", 320, 100), ("c", 20, 240), ("d", 320, 240)] {
            page.write(prose.map { name + name + " " + $0.prefix(40) }, x: x, y: y)
        }
        let names = page.text.split(separator: "\n").map { $0.prefix(2) }
        #expect(names == ["aa", "bb", "cc", "dd"].flatMap { Array(repeating: $0, count: prose.count) })
    }

    @Test func ligaturesAreTheirLetters() {
        var page = PageSheet()
        page.write("e\u{FB03}cient \u{FB02}ow", x: 50, y: 100)
        #expect(page.text == "efficient flow\n")
    }

    @Test func aWordThatALineBreaksIsMadeWhole() {
        var page = PageSheet()
        page.write(["All of this was tried with deliv-", "eries to one town."], x: 50, y: 100)
        #expect(page.text.contains("deliveries\nto one town."))
    }

    @Test func aHyphenOfTheWordItselfStays() {
        var page = PageSheet()
        page.write(["A well-known fact is told of a well-", "known town."], x: 50, y: 100)
        #expect(page.text.contains("of a well-known\ntown."))
    }

    @Test(arguments: [
        ("both pre-", "and post-treatment", "both pre- and post-treatment"),
        ("and loads of 10-", "to 20-year wares", "of 10- to 20-year wares"),
        ("of the Ein-", "und Ausgabe", "of the Ein- und Ausgabe"),
        ("in a toma-", "to of theirs", "in a tomato of theirs"),
        ("at https://example.org/annual-", "report/index.html", "https://example.org/annual-report/index.html"),
        ("at example.org/annual-", "report/index.html", "at example.org/annual-report/index.html"),
        ("doi: 10.1000/oecolo-", "gia.123", "doi: 10.1000/oecologia.123"),
        ("on land/wa-", "ter both", "on land/water both"),
        ("at www.annual-", "report.example", "at www.annual-report.example"),
        ("to jane@annual-", "report.example", "to jane@annual-report.example"),
    ])
    func hyphensThatMeanSomethingStay(first: String, second: String, whole: String) {
        var page = PageSheet()
        let first = "The riders carried letters and other parcels \(first)"
        page.write([first, "\(second) as they did before, at all costs that"] + prose, x: 50, y: 100)
        #expect(page.text.split(separator: "\n").joined(separator: " ").contains(whole))
        #expect(page.document.markdown.contains(whole))
    }

    @Test func textThatIsTurnedIsRead() {
        var page = PageSheet()
        var upright = PageSheet()
        upright.write("upright", x: 100, y: 100)
        for glyph in upright.contents.glyphs {
            // Turned by a quarter, so that it runs down the page.
            let box = Box(
                left: 600 - glyph.box.bottom,
                top: glyph.box.left,
                right: 600 - glyph.box.top,
                bottom: glyph.box.right
            )
            page.add(Glyph(scalar: glyph.scalar, box: box, baseline: 500, size: 10, turns: 1))
        }
        #expect(page.text == "upright\n")
    }

    /// Words, a narrow one among them, and the whole line; across and down.
    @Test(arguments: [(0.4, 0.0), (0.6, 0.6), (0, -0.8)])
    func textThatIsDrawnTwiceIsReadOnce(x: Double, y: Double) {
        var page = PageSheet()
        for (word, left) in [("two", 50.0), ("il", 70), ("words", 90)] {
            page.write(word, x: left, y: 100)
            page.write(word, x: left + x, y: 100 + y)
        }
        page.write("the whole line", x: 50, y: 112)
        page.write("the whole line", x: 50 + x, y: 112 + y)
        #expect(page.text == "two il words\nthe whole line\n")
    }

    @Test func whatIsDrawnOnceMoreElsewhereIsReadAgain() {
        var page = PageSheet()
        page.write("0 0 00 ha ha ha", x: 50, y: 100)
        page.write("ha ha", x: 50, y: 112)
        #expect(page.text == "0 0 00 ha ha ha\nha ha\n")
    }

    @Test func textCountsWhoseShadowIsAnArtifact() {
        for isArtifact in [true, false] {
            var page = PageSheet()
            page.write("shadow", x: 50.4, y: 100.4, isArtifact: isArtifact)
            page.write("shadow", x: 50, y: 100, isArtifact: !isArtifact)
            #expect(page.document.elements.count == 1)
        }
    }

    @Test func textFromRightToLeftIsInItsOrder() {
        var page = PageSheet()
        // As drawn from left to right on the page: the last letter first.
        page.write(String("שלום".unicodeScalars.reversed().map(Character.init)), x: 50, y: 100)
        #expect(page.text == "שלום\n")
    }

    @Test(arguments: ["ב-2024", "٢٠٢٤", "מ-12.5/7ק", "iPhoneו", "שָׁלוֹם"])
    func numbersInTextFromRightToLeftKeepTheirWay(word: String) {
        var page = PageSheet()
        page.write(RightToLeft.visual(word), x: 50, y: 100)
        #expect(page.text == word + "\n")
    }

    @Test(arguments: [
        ("2024 - 2025", "2025 - 2024"), ("iOS 17", "iOS 17"),
    ])
    func amongTextFromRightToLeftWordsKeepTheirWayAndNumbersDoNot(seen: String, read: String) {
        var page = PageSheet()
        page.write(seen + " " + RightToLeft.visual("לשנתיים"), x: 50, y: 100)
        #expect(page.text == "לשנתיים " + read + "\n")
    }

    @Test func whatWasFilledInStandsInItsPlace() {
        var page = PageSheet()
        page.write("Name:", x: 50, y: 100)
        page.write("Town:", x: 50, y: 140)
        page.fill("Ada  Lovelace", in: Box(left: 90, top: 91, right: 300, bottom: 103))
        #expect(page.text.split(separator: "\n").first == "Name: Ada Lovelace")
    }

    @Test func whatIsFilledInStaysInItsBox() {
        var page = PageSheet()
        page.fill("International Business Machines", in: Box(left: 50, top: 90, right: 150, bottom: 104))
        page.fill("New York State", in: Box(left: 152, top: 90, right: 252, bottom: 104))
        #expect(page.text == "International Business Machines New York State\n")
    }

    @Test func aLongTextThatIsFilledInTakesTheRowsThatThereAre() {
        var page = PageSheet()
        let words = prose.joined(separator: " ")
        page.fill(words, in: Box(left: 50, top: 90, right: 250, bottom: 300))
        #expect(page.text.split(separator: "\n").count > 5)
        #expect(page.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(words))
    }

    @Test(arguments: ["x", "x ", "x\n"])
    func aTextWithoutEndIsFilledInWithinItsBox(piece: String) {
        var page = PageSheet()
        page.fill(String(repeating: piece, count: 10_000), in: Box(left: 50, top: 90, right: 250, bottom: 110))
        let analysis = page.analysis
        #expect(analysis.blocks.allSatisfy { $0.box.right < 251 && $0.box.bottom < 111 })
        #expect(PageAnalysis(bytes: analysis.bytes) != nil)
    }

    @Test func whatIsFilledInAndDrawnIsReadOnce() {
        var page = PageSheet()
        page.write("Ada Lovelace", x: 90, y: 100)
        page.fill("Ada Lovelace", in: Box(left: 85, top: 88, right: 300, bottom: 106))
        #expect(page.text == "Ada Lovelace\n")
    }

    @Test func noControlCharacterIsLeft() {
        var page = PageSheet()
        page.write("a\u{1B}[31mb\u{0}\u{9B}c", x: 50, y: 100)
        #expect(
            page.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        )
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300])
    func oddNumbersHarmNobody(number: Double) {
        var page = PageSheet()
        page.write("before", x: 50, y: 100)
        page.write("odd", x: number, y: 120)
        page.write("odd", x: 50, y: number)
        page.write("odd", x: 50, y: 140, size: number)
        page.rule(number, 10, 20, number)
        page.write("after", x: 50, y: 160)
        let text = page.text
        #expect(text.contains("before") && text.contains("after"))
    }

    @Test func anEmptyPageHasNoText() { #expect(PageSheet().text.isEmpty) }
}

extension PageSheet {
    mutating func add(_ glyph: Glyph) {
        contents.glyphs.append(glyph)
    }
}
