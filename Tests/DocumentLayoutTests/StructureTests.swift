// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

/// Pages whose document says itself what stands on them.
struct StructureTests {
    @Test func theTreeTellsTheOrder() {
        var page = PageSheet()
        let (second, first) = (page.tag(.paragraph), page.tag(.paragraph))
        page.write(prose, x: 50, y: 100, tag: first)
        page.write(prose.map { String($0.prefix(30)).uppercased() }, x: 400, y: 100, tag: second)
        #expect(page.text.hasPrefix("THE RIDERS"))
        #expect(page.text.contains("quarters."))
        page.contents.structure = PageStructure()
        #expect(page.text.hasPrefix("The riders"))
    }

    @Test func whatIsTaggedAndDrawnTwiceIsReadOnce() {
        var page = PageSheet()
        let tags = [page.tag(.paragraph), page.tag(.paragraph)]
        page.write(prose, x: 50.4, y: 100.4, tag: tags[0])
        page.write(prose, x: 50, y: 100, tag: tags[1])
        #expect(page.text == prose.joined(separator: "\n") + "\n")
    }

    @Test func aParagraphIsAnElement() {
        var page = PageSheet()
        let tags = [page.tag(.paragraph), page.tag(.paragraph)]
        page.write(Array(prose.prefix(2)), x: 50, y: 100, tag: tags[0])
        page.write(Array(prose.dropFirst(2)), x: 50, y: 124, tag: tags[1])
        #expect(page.document.elements.count == 2)
        page.contents.structure = PageStructure()
        #expect(page.document.elements.count == 1)
    }

    @Test func headingsAreThoseThatAreTagged() {
        var page = PageSheet()
        for (number, level) in [1, 2, 1].enumerated() {
            let (heading, note, text) = (page.tag(.heading(level: level)), page.tag(.paragraph), page.tag(.paragraph))
            let y = 60 + 150 * Double(number)
            page.write("Of riders \(number)", x: 50, y: y, size: 12, tag: heading)
            page.write("Bold words", x: 50, y: y + 20, size: 12, face: PageSheet.bold, tag: note)
            page.write(prose, x: 50, y: y + 50, tag: text)
        }
        #expect(headings(page) == ["# Of riders 0", "## Of riders 1", "# Of riders 2"])
    }

    @Test func headingsBelowATitleAreOneLevelLower() {
        var page = PageSheet()
        let tags = [page.tag(.title), page.tag(.heading(level: 1)), page.tag(.paragraph)]
        page.write("Riders", x: 50, y: 60, size: 20, tag: tags[0])
        page.write("Roads", x: 50, y: 100, size: 14, tag: tags[1])
        page.write(prose, x: 50, y: 130, tag: tags[2])
        #expect(headings(page) == ["# Riders", "## Roads"])
    }

    @Test func aHeadingWithoutALevelHasThatOfItsSections() {
        var page = PageSheet()
        let chapter = page.element(.section)
        let first = page.tag(.heading(level: nil), in: chapter)
        let section = page.element(.section, in: chapter)
        let (second, text) = (page.tag(.heading(level: nil), in: section), page.tag(.paragraph, in: section))
        page.write("Riders", x: 50, y: 60, size: 14, tag: first)
        page.write("Roads", x: 50, y: 90, size: 12, tag: second)
        page.write(prose, x: 50, y: 120, tag: text)
        #expect(headings(page) == ["# Riders", "## Roads"])
    }

    @Test func whereHeadingsAreParagraphsTheLooksDecide() {
        var page = PageSheet()
        for number in 0..<3 {
            let (heading, text) = (page.tag(.paragraph), page.tag(.heading(level: 2)))
            page.write("Of riders \(number)", x: 50, y: 60 + 130 * Double(number), size: 14, tag: heading)
            page.write(prose, x: 50, y: 90 + 130 * Double(number), tag: text)
        }
        #expect(headings(page).count == 3)
        #expect(headings(page).allSatisfy { $0.contains("Of riders") })
    }

    @Test func listsAreNestedAsTheirElementsAre() {
        var page = PageSheet()
        let outer = page.element(.list)
        let item = page.element(.item, in: outer)
        let (one, letters) = (page.tag(.label, in: item), page.tag(.itemPart, in: item))
        let inner = page.element(.item, in: page.element(.list, in: item))
        let (dot, parcels) = (page.tag(.label, in: inner), page.tag(.itemPart, in: inner))
        let last = page.tag(.item, in: outer)
        page.write("4.", x: 50, y: 100, tag: one)
        page.write("letters", x: 70, y: 100, tag: letters)
        page.write("o", x: 50, y: 112, tag: dot)
        page.write("parcels", x: 70, y: 112, tag: parcels)
        page.write("5. boxes", x: 50, y: 124, tag: last)
        #expect(page.document.markdown == "4. letters\n    - parcels\n5. boxes\n")
    }

    @Test func aListThatGoesOnInItsMiddleBeginsAtTheMargin() {
        var page = PageSheet()
        let inner = page.element(.list, in: page.element(.item, in: page.element(.list)))
        let (first, second) = (page.tag(.item, in: inner), page.tag(.item, in: inner))
        page.write("• letters", x: 70, y: 100, tag: first)
        page.write("• parcels", x: 70, y: 112, tag: second)
        #expect(page.document.markdown == "- letters\n- parcels\n")
    }

    @Test func aListThatGoesOnInItsMiddleComesBackToItsMargin() {
        var page = PageSheet()
        let outer = page.element(.list)
        let inner = page.element(.list, in: page.element(.item, in: outer))
        let first = page.tag(.item, in: inner)
        let second = page.element(.item, in: outer)
        let text = page.content(of: second)
        let under = page.tag(.item, in: page.element(.list, in: second))
        let third = page.tag(.item, in: outer)
        for (number, line) in [(first, "• letters"), (text, "• parcels"), (under, "• boxes"), (third, "• loads")]
            .enumerated()
        {
            page.write(line.1, x: 70, y: 100 + 12 * Double(number), tag: line.0)
        }
        #expect(page.document.markdown == "- letters\n- parcels\n    - boxes\n- loads\n")
    }

    @Test func aTableNeedsNoRules() {
        var page = PageSheet()
        let cells = tagTable(&page)
        page.write("Loads", x: 50, y: 100, tag: cells[0])
        page.write("riders", x: 50, y: 112, tag: cells[1])
        page.write("boxes", x: 150, y: 112, tag: cells[2])
        page.write("four", x: 150, y: 124, tag: cells[3])
        let text = page.document.markdown.filter { $0 != "\n" }
        #expect(text.contains(#"<tr><th colspan="2">Loads</th></tr><tr><td>riders</td><td>boxes</td></tr>"#))
        #expect(text.contains("<tr><td></td><td>four</td></tr>"))
    }

    /// A header over two columns, a full row, and one whose first cell is empty.
    private func tagTable(_ page: inout PageSheet) -> [Int32] {
        let table = page.element(.table)
        let header = page.content(of: page.element(.headerCell, in: page.element(.row, in: table), columns: 2))
        let second = page.element(.row, in: table)
        let cells = [page.tag(.cell, in: second), page.tag(.cell, in: second)]
        let third = page.element(.row, in: table)
        _ = page.element(.cell, in: third)
        return [header] + cells + [page.tag(.cell, in: third)]
    }

    @Test func aHeaderThatStandsAloneOnItsPageIsTheOnlyOne() throws {
        let sheets = [["Town"], ["Town", "Alba"]].enumerated().map { number, rows in
            var page = PageSheet(number + 1)
            let table = page.element(.table)
            page.contents.structure.elements[table].identity = 7
            for (row, word) in rows.enumerated() {
                let line = page.element(.row, in: table)
                for column in 0..<2 {
                    let tag = page.tag(row == 0 ? .headerCell : .cell, in: line)
                    page.write("\(word) \(column)", x: 50 + 100 * Double(column), y: 100 + 14 * Double(row), tag: tag)
                }
            }
            return page
        }
        let document = DocumentBuilder(sheets.map(\.analysis)).document()
        #expect(document.markdown == "| Town 0 | Town 1 |\n| --- | --- |\n| Alba 0 | Alba 1 |\n")
    }

    @Test func artifactsAreNoPartOfTheDocument() {
        var page = PageSheet()
        let tag = page.tag(.paragraph)
        page.write("Draft of May", x: 50, y: 30, isArtifact: true)
        page.write(prose, x: 50, y: 100, tag: tag)
        #expect(page.text.hasPrefix("Draft of May\n"))
        #expect(page.document.markdown.hasPrefix("The riders"))
    }

    @Test func anElementGoesOnOverPages() {
        var (first, second) = (PageSheet(1), PageSheet(2))
        let (begun, ended, other) = (first.tag(.paragraph), second.tag(.paragraph), second.tag(.paragraph))
        second.contents.structure.elements[0].identity = first.contents.structure.elements[0].identity
        first.write(prose, x: 50, y: 100, tag: begun)
        second.write(["Ended here."], x: 50, y: 100, tag: ended)
        second.write(["and small letters, but another paragraph"], x: 50, y: 124, tag: other)
        let elements = DocumentBuilder([first.analysis, second.analysis]).document().elements
        #expect(elements.count == 2)
    }

    @Test func anElementMayGoOnWhatIsUntagged() {
        var pages = (1...3).map { PageSheet($0) }
        pages[0].write(Array(prose.prefix(3)), x: 50, y: 100)
        for number in 1...2 {
            let tag = pages[number].tag(.paragraph)
            pages[number].contents.structure.elements[0].identity = 7
            pages[number].write(["so that none of them had to ride without a load, and"], x: 50, y: 100, tag: tag)
        }
        #expect(DocumentBuilder(pages.map(\.analysis)).document().elements.count == 1)
    }

    /// What the structure says is not believed where the page contradicts it.
    @Test(arguments: Unsound.allCases) func anUnsoundStructureChangesNothing(_ unsound: Unsound) {
        var page = PageSheet()
        let lines = (0..<12).map { "line \($0) of a text that stands here" }
        let tags = unsound.order.map { _ in page.tag(.paragraph) }
        for (position, number) in unsound.order.enumerated() {
            page.write(lines[number], x: 50, y: 100 + 12 * Double(number), tag: tags[position])
        }
        for number in 0..<12 where !unsound.order.contains(number) {
            page.write(lines[number], x: 50, y: 100 + 12 * Double(number))
        }
        if unsound == .table { page.addGrid() }
        unsound.spoil(&page.contents)
        let analysis = page.analysis
        page.contents.structure = PageStructure()
        #expect(analysis == page.analysis)
    }

    enum Unsound: CaseIterable {
        case order, cover, owner, parent, artifacts, figure, table

        var order: [Int] {
            switch self {
            case .order: [0, 9, 1, 8, 2, 7, 3, 6, 4, 5, 11, 10]
            case .cover: Array(0..<9)
            default: Array(0..<12)
            }
        }

        func spoil(_ page: inout PageContents) {
            switch self {
            case .order, .cover, .table: break
            case .owner: page.structure.owners[3] = 400
            case .parent: page.structure.elements[3].parent = 3
            case .artifacts: for index in page.glyphs.indices.prefix(200) { page.glyphs[index].isArtifact = true }
            case .figure: for index in page.structure.elements.indices { page.structure.elements[index].role = .figure }
            }
        }
    }

    private func headings(_ page: PageSheet) -> [String] {
        page.document.markdown.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
    }
}

extension PageSheet {
    /// A table of which no structure knows.
    fileprivate mutating func addGrid() {
        grid(columns: [50, 150, 250], rows: [400, 420, 440])
        for x in [60.0, 160] {
            for y in [414.0, 434] { write("cell", x: x, y: y, tag: 0) }
        }
    }
}
