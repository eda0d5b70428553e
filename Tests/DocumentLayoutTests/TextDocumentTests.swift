// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import DocumentLayout

struct TextDocumentTests {
    private func document(_ pages: PageSheet...) -> TextDocument { DocumentBuilder(pages.map(\.analysis)).document() }

    @Test func largerTypeIsAHeading() {
        var page = PageSheet()
        page.write("Of riders", x: 50, y: 60, size: 18, face: PageSheet.bold)
        page.write(prose, x: 50, y: 100)
        page.write("Their loads", x: 50, y: 200, size: 14, face: PageSheet.bold)
        page.write(prose, x: 50, y: 230)
        let lines = page.document.markdown.split(separator: "\n").filter { $0.hasPrefix("#") }
        #expect(lines == ["# Of riders", "## Their loads"])
    }

    @Test func aParagraphGoesOnOverThePage() {
        var (first, second) = (PageSheet(1), PageSheet(2))
        first.write(prose + ["and while the first ones"], x: 50, y: 600)
        second.write(["were still on their way the others slept."] + prose, x: 50, y: 100)
        #expect(document(first, second).markdown.contains("while the first ones were still on their way"))
    }

    @Test func linksAndStylesOfAParagraphGoOnOverThePage() {
        var (first, second) = (PageSheet(1), PageSheet(2))
        first.write(prose + ["and while the first ones"], x: 50, y: 600)
        first.link("https://example.org/one", x: 50, y: 600, width: 20)
        second.write("were still on ", x: 50, y: 100)
        second.write("their way ", x: 120, y: 100, face: PageSheet.bold)
        second.write("the others slept, all of them.", x: 170, y: 100)
        second.write(prose, x: 50, y: 112)
        second.link("https://example.org/two", x: 195, y: 100, width: 30)
        let markdown = document(first, second).markdown
        #expect(markdown.contains("first ones were still on **their way** the [others](https://example.org/two) slept"))
        #expect(markdown.contains("[The](https://example.org/one)"))
    }

    @Test func aParagraphBesideHangingOnesStaysWhole() {
        var page = PageSheet()
        page.write(prose, x: 50, y: 60)
        for number in 0..<6 {
            let y = 140 + 36 * Double(number)
            page.write("Rider \(number), A. Of the roads, and of horses and their loads,", x: 50, y: y)
            page.write("as they were seen by day, and in the evening, in all", x: 65, y: y + 12)
            page.write("the towns of the west.", x: 65, y: y + 24)
        }
        let markdown = page.document.markdown
        #expect(markdown.contains("between the three depots of the town before noon, and in the afternoon they"))
        #expect(markdown.contains("\n\nRider 3, A."))
    }

    @Test func whatPagesRepeatAtTheirEdgesIsLeftOut() {
        let pages = (1...4).map { number in
            var page = PageSheet(number)
            page.write("Letters of a Town", x: 50, y: 30, size: 8)
            page.write(prose, x: 50, y: 200)
            page.write("\(number)", x: 300, y: 780)
            return page
        }
        let markdown = DocumentBuilder(pages.map(\.analysis)).document().markdown
        #expect(!markdown.contains("Letters of a Town"))
        #expect(!markdown.split(separator: "\n").contains { Int($0) != nil })
        #expect(markdown.contains("The riders carried letters"))
    }

    @Test func listsKeepTheirMarkers() {
        var page = PageSheet()
        page.write(prose, x: 50, y: 100)
        for (number, item) in ["oats for the horses", "tyres for the bicycles"].enumerated() {
            page.write("• \(item)", x: 60, y: 180 + 14 * Double(number))
        }
        page.write(prose, x: 50, y: 230)
        let markdown = page.document.markdown
        #expect(markdown.contains("- oats for the horses\n- tyres for the bicycles"))
    }

    @Test(arguments: ["-", "*"]) func listsMayBeTyped(sign: String) {
        var page = PageSheet()
        page.write(prose, x: 50, y: 60)
        page.write(
            [
                "\(sign) oats for the horses of all the riders that came to the", "  depots of the west",
                "\(sign) tyres",
            ],
            x: 50,
            y: 120
        )
        page.write(prose, x: 50, y: 170)
        let items = "- oats for the horses of all the riders that came to the depots of the west\n- tyres\n\n"
        #expect(page.document.markdown.contains(items))
    }

    @Test func aSignThatStandsAloneBeginsNoItem() {
        var page = PageSheet()
        page.write(prose[..<2] + ["- or so they said when they were asked - and no others"] + prose, x: 50, y: 60)
        page.write("* as of March", x: 50, y: 300)
        #expect(!page.document.elements.contains { if case .list = $0 { true } else { false } })
    }

    private func item(_ text: String, _ depth: Int = 0, number: Int? = nil) -> TextDocument.Item {
        TextDocument.Item(depth: depth, number: number, spans: [Span(text: text)])
    }

    @Test func nestedItemsBeginWhereTheTextOfTheOthersDoes() {
        let items = [
            item("first", number: 99), item("inner", 1), item("second", number: 100), item("inner", 1),
            item("innermost", 2, number: 1),
        ]
        #expect(
            TextDocument(elements: [.list(items)]).markdown == """
                99. first
                    - inner
                100. second
                     - inner
                         1. innermost

                """
        )
    }

    @Test func aListThatBeginsWithAnotherNumberStandsApart() {
        let items = [item("dot"), item("third", number: 3), item("fourth", number: 4)]
        #expect(TextDocument(elements: [.list(items)]).markdown == "- dot\n\n3. third\n4. fourth\n")
    }

    @Test(arguments: [
        ("1986. It was a year", "1986\\. It was a year"), ("7) so", "7\\) so"), ("3.5 metres", "3.5 metres"),
        ("12.", "12\\."),
        ("# of riders", "\\# of riders"), ("- not an item", "\\- not an item"), ("2024", "2024"),
    ])
    func textThatLooksLikeAMarkerIsNone(text: String, markdown: String) {
        let spans = [Span(text: text)]
        #expect(TextDocument(elements: [.paragraph(spans)]).markdown == markdown + "\n")
        #expect(TextDocument(elements: [.list([item(text)])]).markdown == "- " + markdown + "\n")
    }

    @Test func textFromRightToLeftSaysSoInHTML() {
        let document = TextDocument(elements: [
            .paragraph([Span(text: "1. שלום")]), .paragraph([Span(text: "peace שלום")]),
        ])
        #expect(document.htmlBody == "<p dir=\"rtl\">1. שלום</p>\n<p>peace שלום</p>\n")
    }

    @Test func aLinkOfARaisedWordIsKept() {
        var span = Span(text: "12")
        span.script = .raised
        span.address = "https://example.org/a|b"
        #expect(
            TextDocument(elements: [.paragraph([span])]).markdown == "[<sup>12</sup>](https://example.org/a%7Cb)\n"
        )
    }

    @Test func nothingOfTheDocumentIsMarkup() {
        var page = PageSheet()
        page.write("<script>alert(1)</script> & *stars* [a](b)", x: 50, y: 100)
        let (markdown, html) = (page.document.markdown, page.document.htmlBody)
        #expect(!markdown.contains("<script") && !html.contains("<script"))
        #expect(html.contains("&lt;script&gt;"))
        #expect(markdown.contains(#"\*stars\* \[a\](b)"#))
    }

    @Test(arguments: [("https://example.org/a(b)", true), ("javascript:alert(1)", false), ("data:text/html,x", false)])
    func onlySafeAddressesAreLinks(address: String, isLink: Bool) {
        var page = PageSheet()
        page.write("the address", x: 50, y: 100)
        page.link(address, x: 45, y: 100, width: 80)
        #expect(page.document.markdown.contains("](") == isLink)
        #expect(page.document.htmlBody.contains("<a ") == isLink)
    }

    @Test func theSamePagesGiveTheSameBytes() {
        var page = PageSheet()
        page.write("Of riders", x: 50, y: 60, size: 18)
        page.write(prose, x: 20, y: 100)
        page.write(prose, x: 320, y: 100)
        page.grid(columns: [50, 150, 250], rows: [300, 320, 340])
        for x in [60.0, 160] { for y in [314.0, 334] { page.write("cell", x: x, y: y) } }
        let first = page.analysis
        for _ in 0..<5 {
            #expect(page.analysis.bytes == first.bytes)
            #expect(page.document.markdown == DocumentBuilder([first]).document().markdown)
        }
    }
}
