// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

struct HeadingTests {
    private func headings(_ page: PageSheet) -> [String] {
        page.document.markdown.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
    }

    @Test func whatTheOutlineNamesIsAHeading() {
        var page = PageSheet()
        for (number, name) in ["Riders", "Roads", "1.2 Gravel and Sand"].enumerated() {
            page.write(name, x: 50, y: 60 + 130 * Double(number))
            page.write(prose, x: 50, y: 90 + 130 * Double(number))
        }
        #expect(headings(page).isEmpty)
        page.contents.outline = [("Riders", 1), ("Roads", 1), ("Gravel and sand", 2)].map {
            OutlineTitle(level: $0.1, title: $0.0)
        }
        #expect(headings(page) == ["## Riders", "## Roads", "### 1.2 Gravel and Sand"])
    }

    @Test func theOutlinesFirstEntryAboveAllOthersIsTheTitle() {
        var page = PageSheet()
        page.write("Riders", x: 50, y: 60)
        page.write("Roads", x: 50, y: 90)
        page.write(prose, x: 50, y: 120)
        page.contents.outline = [OutlineTitle(level: 1, title: "Riders"), OutlineTitle(level: 2, title: "Roads")]
        #expect(headings(page) == ["# Riders", "## Roads"])
    }

    @Test func aHeadingOfTheOutlineMayBeginAParagraph() {
        var page = PageSheet()
        page.write(prose, x: 50, y: 100)
        page.write(["Gravel. On gravel the riders of the town were slower than"] + prose, x: 50, y: 200)
        #expect(headings(page).isEmpty)
        page.contents.outline = [OutlineTitle(level: 2, title: "Gravel")]
        #expect(headings(page) == ["### Gravel"])
    }

    @Test func aNumberBeforeAHeadingIsNoPartOfItsName() {
        var page = PageSheet()
        page.write("(1 3 3 4) (1 7)", x: 50, y: 60)
        page.write("2.2 Roads", x: 50, y: 84)
        page.write(prose, x: 50, y: 110)
        page.write("2.3 Lanes", x: 50, y: 200)
        page.contents.outline = [OutlineTitle(level: 1, title: "Roads"), OutlineTitle(level: 1, title: "Lanes")]
        #expect(headings(page) == ["## 2.2 Roads", "## 2.3 Lanes"])
    }

    @Test func anOutlineThatLeadsElsewhereNamesNothing() {
        var (first, second) = (PageSheet(1), PageSheet(2))
        for number in [0.0, 1] {
            first.write("Roads", x: 50, y: 60 + 100 * number)
            first.write(prose, x: 50, y: 90 + 100 * number)
        }
        second.write(prose, x: 50, y: 90)
        second.contents.outline = [OutlineTitle(level: 1, title: "Roads")]
        let document = DocumentBuilder([first.analysis, second.analysis]).document()
        #expect(!document.markdown.contains("#"))
    }

    @Test func aTitleMayBeNoLargerThanTheText() {
        var page = PageSheet()
        page.write("OF RIDERS AND THE LOADS OF THEIR HORSES", x: 50, y: 60, face: PageSheet.bold)
        page.write("Anna Rider, Bert Horse", x: 50, y: 90, face: PageSheet.bold)
        page.write(prose, x: 50, y: 120)
        #expect(headings(page) == ["# OF RIDERS AND THE LOADS OF THEIR HORSES"])
    }

    @Test func aTitleHasMoreWordsThanAName() {
        var page = PageSheet()
        page.write("Roadways", x: 50, y: 40, size: 24)
        page.write("Of riders and their loads", x: 50, y: 80, size: 16)
        page.write(prose, x: 50, y: 120)
        #expect(headings(page).first == "# Of riders and their loads")
    }

    @Test func partsOfAnAbstractMayShareAParagraph() {
        var page = PageSheet()
        page.write(prose, x: 50, y: 300)
        page.write("Background:", x: 50, y: 60, face: PageSheet.bold)
        page.write("the riders of the town carry many of its", x: 110, y: 60)
        page.write("loads and nearly all the letters over most of its roads.", x: 50, y: 72)
        page.write("Methods:", x: 50, y: 84, face: PageSheet.bold)
        page.write("they were counted at noon at each of the depots", x: 95, y: 84)
        page.write("and in the evening where their horses stand.", x: 50, y: 96)
        #expect(headings(page) == ["### Background", "### Methods"])
    }

    @Test func worksThatAreCitedBeginWithoutHeadings() {
        var page = PageSheet()
        page.write(prose, x: 50, y: 60)
        page.write("References", x: 50, y: 150, face: PageSheet.bold)
        for (number, author) in ["Rider A, Horse B.", "Horse C, Wagon D."].enumerated() {
            let y = 180 + 40 * Double(number)
            page.write(author, x: 50, y: y, face: PageSheet.bold)
            page.write("Of roads and of the loads of horses", x: 145, y: y)
            page.write("that were seen in the town, 1899.", x: 50, y: y + 12)
        }
        #expect(headings(page) == ["## References"])
    }

    @Test func anItemsFirstWordsAreNoHeading() {
        var page = PageSheet()
        page.write(prose, x: 50, y: 60)
        page.write("1.", x: 50, y: 150)
        page.write("Select and simplify", x: 65, y: 150, face: PageSheet.bold)
        page.write(prose, x: 50, y: 180)
        #expect(headings(page).isEmpty)
    }

    @Test(arguments: ["T A B L E 1", "F I G U R E 12", "Figure3", "Table 4"])
    func captionsAreNoHeadings(caption: String) {
        var page = PageSheet()
        page.write(prose, x: 50, y: 60)
        page.write(caption, x: 50, y: 150, face: PageSheet.bold)
        page.write(prose, x: 50, y: 180)
        #expect(headings(page).isEmpty)
    }

    @Test(arguments: ["Loads of horses (%) =", "Write to rider@example.org"])
    func formulasAndAddressesAreNoHeadings(text: String) {
        var page = PageSheet()
        page.write(prose, x: 50, y: 60)
        page.write(text, x: 50, y: 150, face: PageSheet.bold)
        page.write(prose, x: 50, y: 180)
        #expect(headings(page).isEmpty)
    }

    @Test func runningHeadsAreKnownAtEitherEndOfTheirNumber() {
        let pages = (1...4).map { number in
            var page = PageSheet(number)
            page.write(number % 2 == 0 ? "\(number) Letters of a Town" : "Letters of a Town | \(number)", x: 50, y: 30)
            page.write(prose, x: 50, y: 200)
            return page
        }
        #expect(!DocumentBuilder(pages.map(\.analysis)).document().markdown.contains("Letters of a Town"))
    }
}
