// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import DocumentLayout

struct RecognitionTests {
    private func word(_ text: String, _ left: Double, _ baseline: Double, begins: Bool = false, size: Double = 12)
        -> RecognizedWord
    {
        let width = Double(text.count) * 6
        let box = Box(left: left, top: baseline - 9, right: left + width, bottom: baseline + 2)
        return RecognizedWord(
            text: text,
            box: box,
            baseline: baseline,
            size: size,
            confidence: 91.4,
            beginsLine: begins
        )
    }

    @Test func wordsBecomeLinesWithTheirConfidence() throws {
        let words = [
            word("Two", 72, 100, begins: true), word("panniers", 94, 100.6),
            word("were", 72, 114, begins: true, size: 13),
            word("sent", 100, 114),
        ]
        let page = PageContents(number: 1, width: 595, height: 842).showing(RecognizedText(words: words))
        let analysis = PageAnalyser(page).analysis()
        #expect(String(decoding: PageText(analysis).utf8, as: UTF8.self) == "Two panniers\nwere sent\n")
        #expect(
            String(decoding: analysis.json, as: UTF8.self).contains(
                #""text":"panniers","box":[94,91.6,142,102.6],"font":0,"confidence":91"#
            )
        )
        #expect(PageAnalysis(bytes: analysis.bytes) == analysis)
    }

    @Test func aWordFromRightToLeftIsReadAsItWasRecognised() {
        let words = [word("שלום", 94, 100, begins: true), word("ב-2024", 50, 100)]
        let page = PageContents(number: 1, width: 595, height: 842).showing(RecognizedText(words: words))
        #expect(String(decoding: PageText(PageAnalyser(page).analysis()).utf8, as: UTF8.self) == "שלום ב-2024\n")
    }

    @Test func aPageOnItsSideIsReadAsItIsWritten() {
        var words = [word("down", 0, 0, begins: true), word("here", 0, 0)]
        for (index, top) in [(0, 100.0), (1, 130.0)] {
            words[index].box = Box(left: 200, top: top, right: 210, bottom: top + 24)
            words[index].baseline = 202
            words[index].turns = 1
        }
        let page = PageContents(number: 1, width: 595, height: 842).showing(RecognizedText(words: words))
        #expect(String(decoding: PageText(PageAnalyser(page).analysis()).utf8, as: UTF8.self) == "down here\n")
    }

    private func choice(_ sheet: PageSheet, _ words: [RecognizedWord], isPoor: Bool = false)
        -> (own: String, added: [Int])
    {
        let choice = RecognitionChoice(sheet.contents, RecognizedText(words: words), isPoor: isPoor)
        return (String(String.UnicodeScalarView(choice.glyphs.map(\.scalar))), choice.words)
    }

    @Test func aPageWhosePictureTellsLessKeepsItsText() {
        var page = PageSheet()
        page.write("Report of the year", x: 72, y: 100)
        #expect(choice(page, []) == ("Report of the year", []))
        #expect(choice(page, [word("Repo", 300, 400, begins: true)]) == ("Report of the year", []))
    }

    @Test func onlyWhatThePageDoesNotSayIsAdded() {
        var page = PageSheet()
        page.write("Received", x: 72, y: 100, size: 12)
        let words = [
            word("Recelved", 73, 100, begins: true), word("today", 300, 100), word("panniers", 72, 200, begins: true),
        ]
        #expect(choice(page, words) == ("Received", [1, 2]))
        let all = page.contents.showing(RecognizedText(words: Array(words[1...])), beside: page.contents.glyphs)
        #expect(String(decoding: PageText(PageAnalyser(all).analysis()).utf8, as: UTF8.self).contains("Received"))
    }

    @Test func anInvisibleReadingIsReplaced() {
        var page = PageSheet()
        page.write("Rccc1vcd", x: 72, y: 100)
        for index in page.contents.glyphs.indices { page.contents.glyphs[index].isInvisible = true }
        #expect(choice(page, [word("Received", 72, 100, begins: true)]) == ("", [0]))
    }

    @Test func aBadReadingIsReplacedThoughItHasMoreLetters() {
        var page = PageSheet()
        page.write("Rccc1vcd 1n gnnd nrdcr", x: 72, y: 100)
        let words = [word("Received", 72, 100, begins: true), word("in", 130, 100)]
        #expect(choice(page, words).added.isEmpty)
        #expect(choice(page, words, isPoor: true) == ("", [0, 1]))
    }

    @Test func whatWasFilledInIsNotReadAgain() {
        var page = PageSheet()
        page.fill("Smith", in: Box(left: 70, top: 90, right: 200, bottom: 104))
        let words = [word("Srnith", 72, 100, begins: true), word("Name", 20, 100)]
        #expect(choice(page, words) == ("", [1]))
    }

    @Test func whatStandsInTheMarginsIsAStamp() {
        var page = PageSheet()
        page.write("Case 2:19-cv-00123  Document 123-4  Filed 01/02/21  Page 5 of 67", x: 60, y: 20, size: 8)
        page.write("Exhibit", x: 4, y: 400, size: 8)
        #expect(page.contents.lettersBetweenMargins(upTo: 61) == 0)
        page.write("Received today", x: 100, y: 400)
        #expect(page.contents.lettersBetweenMargins(upTo: 61) == 13)
        for index in page.contents.glyphs.indices { page.contents.glyphs[index].isInvisible = true }
        #expect(page.contents.lettersBetweenMargins(upTo: 61) == 61)
    }
}
