// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import DocumentLayout

struct RunningHeadTests {
    private func markdown(_ pages: [PageSheet]) -> String { DocumentBuilder(pages.map(\.analysis)).document().markdown }

    private func isPageNumber(_ text: String) -> Bool {
        let box = Box(left: 0, top: 0, right: 10, bottom: 10)
        let words = text.split(separator: " ").map {
            Word(text: String($0), box: box, baseline: 10, size: 10, style: nil)
        }
        return RunningHeads.isPageNumber(TextLine(words: words))
    }

    @Test(arguments: ["7", "– 7 –", "Page 7 of 12", "7/12", "[7]", "xii", "XLIV", "p. iv", "lxxxix"])
    func knowsPageNumbers(text: String) {
        #expect(isPageNumber(text))
    }

    @Test(arguments: [
        "CV", "Vic", "Civil", "Xi", "iiii", "vx", "2024-05", "555-1234", "1,234", "1017-1025.", "7.", "Page", "of",
        "Li 7",
        "1234567",
    ])
    func takesNothingElseForOne(text: String) {
        #expect(!isPageNumber(text))
    }

    @Test func keepsTheHeadingThatIsARomanNumber() {
        var page = PageSheet()
        page.write("CV", x: 50, y: 60, size: 20, face: PageSheet.bold)
        page.write(prose, x: 50, y: 200)
        #expect(markdown([page]).contains("CV"))
    }

    @Test func keepsTheNumberThatEndsAParagraph() {
        var page = PageSheet()
        page.write(prose, x: 50, y: 100)
        page.write(["Smith, J., Miller, K. Of riders and of what they carry. Letters 45,", "1017–1025"], x: 50, y: 760)
        #expect(markdown([page]).contains("1017–1025"))
    }

    @Test func keepsHeadingsThatDifferInTheirNumbers() {
        let pages = (1...2).map { number in
            var page = PageSheet(number)
            page.write("Chapter \(number)", x: 50, y: 72, size: 20, face: PageSheet.bold)
            page.write(prose, x: 50, y: 120)
            return page
        }
        let text = markdown(pages)
        #expect(text.contains("Chapter 1") && text.contains("Chapter 2"))
    }

    /// As if each page had been written on its side.
    private func turned(_ sheet: PageSheet) -> PageSheet {
        var turned = sheet
        for index in turned.contents.glyphs.indices {
            let glyph = turned.contents.glyphs[index]
            turned.contents.glyphs[index].box = glyph.box.unlevelled(1, width: 800, height: 600)
            turned.contents.glyphs[index].baseline = 800 - glyph.baseline
            turned.contents.glyphs[index].turns = 1
        }
        (turned.contents.width, turned.contents.height) = (800, 600)
        return turned
    }

    @Test func keepsWhatTurnedPagesRepeatInTheirMiddle() {
        let pages = (1...2).map { number in
            var page = PageSheet(number)
            page.write("Letters of a Town", x: 50, y: 30, size: 8)
            page.write(prose, x: 50, y: 300)
            return turned(page)
        }
        let text = markdown(pages)
        #expect(text.contains("The riders carried letters"))
        #expect(!text.contains("Letters of a Town"))
    }

    @Test func dropsWhatPagesRepeatAtTheirSides() {
        let pages = (1...2).map { number in
            var page = PageSheet(number)
            page.write("Copy of the archive", x: 200, y: 400, size: 8)
            page = turned(page)
            (page.contents.width, page.contents.height) = (600, 800)
            page.write(prose, x: 50, y: 100)
            return page
        }
        #expect(!markdown(pages).contains("Copy of the archive"))
    }
}
