// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

struct TableTests {
    private func tables(_ document: TextDocument) -> [DocumentTable] {
        document.elements.compactMap { element in
            guard case .table(let table) = element else { return nil }
            return table
        }
    }

    private func texts(_ table: DocumentTable) -> [[String]] {
        table.rows.map { $0.map { $0.spans.map(\.text).joined() } }
    }

    @Test func aGridOfRulesIsATable() throws {
        var page = PageSheet()
        page.grid(columns: [50, 150, 250, 350], rows: [100, 120, 140, 160])
        for (row, cells) in [["Town", "Riders", "Letters"], ["Alba", "12", "340"], ["Bard", "7", "95"]].enumerated() {
            for (column, cell) in cells.enumerated() {
                page.write(cell, x: 55 + 100 * Double(column), y: 114 + 20 * Double(row))
            }
        }
        let table = try #require(tables(page.document).first)
        #expect(texts(table) == [["Town", "Riders", "Letters"], ["Alba", "12", "340"], ["Bard", "7", "95"]])
        #expect(page.document.markdown.contains("| Alba | 12 | 340 |"))
    }

    @Test func linksOfATableGoOnOverThePage() throws {
        let pages = (1...2).map { number in
            var page = PageSheet(number)
            page.grid(columns: [50, 150, 250], rows: [300, 320, 340])
            for (row, y) in [314.0, 334].enumerated() {
                page.write("row \(number)\(row)", x: 60, y: y)
                page.write("site", x: 160, y: y)
                page.link("https://example.org/\(number)/\(row)", x: 155, y: y, width: 40)
            }
            return page
        }
        let document = DocumentBuilder(pages.map(\.analysis)).document()
        let addresses = try #require(tables(document).first).rows.map { $0[1].spans.first?.address }
        #expect(addresses == ["1/0", "1/1", "2/0", "2/1"].map { "https://example.org/\($0)" })
    }

    @Test func aCellThatSpansColumnsIsWrittenAsHTML() throws {
        var page = PageSheet()
        page.rule(50, 100, 350, 100)
        page.rule(50, 120, 350, 120)
        for y in [140.0, 160] { page.rule(50, y, 350, y) }
        for x in [50.0, 350] { page.rule(x, 100, x, 160) }
        for x in [150.0, 250] { page.rule(x, 120, x, 160) }
        page.write("Deliveries of the year", x: 140, y: 114)
        for (row, cells) in [["Town", "Riders", "Letters"], ["Alba", "12", "340"]].enumerated() {
            for (column, cell) in cells.enumerated() {
                page.write(cell, x: 55 + 100 * Double(column), y: 134 + 20 * Double(row))
            }
        }
        let table = try #require(tables(page.document).first)
        #expect(table.rows[0].map(\.columnSpan) == [3])
        #expect(page.document.markdown.contains("colspan=\"3\""))
    }

    @Test func alignedColumnsUnderLevelRulesAreATable() throws {
        var page = PageSheet()
        page.write("Table 1. Riders and letters by town", x: 50, y: 90)
        for y in [100.0, 118, 180] { page.rule(50, y, 350, y) }
        let rows = [
            ["Town", "Riders", "Letters"], ["Alba", "12", "340"], ["Bard", "7", "95"], ["Cork", "31", "1,208"],
        ]
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                page.write(cell, x: 55 + 100 * Double(column), y: 113 + 18 * Double(row))
            }
        }
        #expect(texts(try #require(tables(page.document).first)) == rows)
    }

    @Test(.timeLimit(.minutes(1))) func aTableMayHaveAThousandRows() throws {
        var page = PageSheet()
        page.contents.height = 20_000
        for row in 0..<1000 {
            for column in 0..<3 {
                page.write("\(row)-\(column)", x: 55 + 100 * Double(column), y: 113 + 12 * Double(row))
            }
        }
        for y in [100.0, 12_120.0] { page.rule(50, y, 350, y) }
        #expect(try #require(tables(page.document).first).rows.count == 1000)
    }

    /// Its header alone, between the rules, would be a table too.
    @Test func aTableNeedsNoRuleAtItsEnd() throws {
        var page = PageSheet()
        for y in [100.0, 130] { page.rule(50, y, 350, y) }
        page.write("Riders", x: 155, y: 113)
        page.write("Letters", x: 255, y: 113)
        let rows = [["Town", "in May", "in May"], ["Alba", "12", "340"], ["Bard", "7", "95"], ["Cork", "31", "9"]]
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                page.write(cell, x: 55 + 100 * Double(column), y: 125 + 18 * Double(row))
            }
        }
        page.write(prose, x: 50, y: 230)
        let table = texts(try #require(tables(page.document).first))
        #expect(table == [["Town", "Riders in May", "Letters in May"]] + rows.dropFirst())
        #expect(page.document.markdown.contains(prose[0]))
    }

    /// A word space is all that is between the headers; the columns below tell them apart.
    @Test func headersThatNearlyTouchAreCellsOfTheirColumns() throws {
        var page = PageSheet()
        for y in [100.0, 118, 192] { page.rule(50, y, 250, y) }
        let rows = [
            ["Town", "Departures", "Arrivals"], ["Alba", "1,200", "340"], ["Bard", "7", "95"], ["Cork", "31", "9"],
        ]
        for (row, cells) in rows.enumerated() {
            for (cell, x) in zip(cells, [55.0, 120, 172.5]) { page.write(cell, x: x, y: 113 + 18 * Double(row)) }
        }
        #expect(texts(try #require(tables(page.document).first)) == rows)
    }

    @Test func twoColumnsOfProseAreNoTable() {
        var page = PageSheet()
        page.write(prose + prose, x: 20, y: 100)
        page.write(prose + prose, x: 320, y: 100)
        #expect(tables(page.document).isEmpty)
    }

    @Test func rowsOfDotsDivideATableAndAreNoTextOfIt() throws {
        var page = PageSheet()
        page.rule(50, 100, 450, 100)
        let dots = String(repeating: ".", count: 80)
        let rows = [
            ["town", "riders", "what they carry"], ["Alba by the sea", "12", "letters, parcels and now and then"],
            ["Bard", "7, 8", "letters alone, since the road is bad"], ["Cork", "31", "everything"],
        ]
        var y = 112.0
        for (number, row) in rows.enumerated() {
            for (cell, x) in zip(row, [54.0, 180, 250]) { page.write(cell, x: x, y: y, size: 8) }
            if number == 1 { page.write("a hat for the mayor", x: 250, y: y + 10, size: 8) }
            y += number == 1 ? 20 : 10
            page.write(dots, x: 50, y: y, size: 10)
            y += 12
        }
        let table = try #require(tables(page.document).first)
        #expect(texts(table).map(\.count) == [3, 3, 3, 3])
        #expect(texts(table)[1][2] == "letters, parcels and now and then a hat for the mayor")
        #expect(!page.document.markdown.contains("..."))
    }

    @Test func cellsThatAreCentredBesideEachOtherAreATable() throws {
        var page = PageSheet()
        for y in [159.6, 174.1, 208, 232, 266] { page.rule(112, y, 484, y) }
        page.write("Kind of load", x: 130, y: 170, size: 9)
        page.write("Most loads", x: 350, y: 170, size: 9)
        page.write("Parcels", x: 140, y: 189.5, size: 9)
        page.write("(up to two stone)", x: 125, y: 201, size: 9)
        page.write(
            ["Apples, Bread, Cheese, Dates, Eggs, Figs, Gin,", "Honey, Ink, Jam, Knives, Lamps, Maps, Needles,"],
            x: 220,
            y: 184
        )
        page.write("Letters", x: 140, y: 217, size: 9)
        page.write("(sealed)", x: 140, y: 229, size: 9)
        page.write("From the mayor, From the mill", x: 220, y: 223, size: 9)
        page.write("Riders", x: 140, y: 247, size: 9)
        page.write("(without load)", x: 125, y: 259, size: 9)
        page.write(["Anna, Bert, Clara, Dora,", "Emil, Fritz, Gustav,"], x: 220, y: 241)
        let table = try #require(tables(page.document).first)
        #expect(texts(table).map(\.count) == [2, 2, 2, 2])
        #expect(texts(table)[2] == ["Letters (sealed)", "From the mayor, From the mill"])
    }
}
