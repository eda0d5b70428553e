// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

/// A page's file was written by a process that had read a foreign document: its reader takes nothing on trust.
struct PageAnalysisBytesTests {
    /// As a document may claim; the words of turned text would lie as far away.
    @Test(arguments: [1e300, -1e300, .infinity, .nan, 9e6]) func readsAgainAPageOfAnySize(size: Double) {
        var sheet = PageSheet()
        sheet.write("Words", x: 50, y: 100)
        sheet.contents.width = size
        sheet.contents.height = size
        let analysis = PageAnalyser(sheet.contents).analysis()
        #expect(PageAnalysis(bytes: analysis.bytes) != nil)
    }

    private let bytes: [UInt8] = {
        var page = PageSheet(3)
        page.write("Of riders", x: 50, y: 60, size: 18, face: PageSheet.bold)
        page.write(prose, x: 50, y: 100)
        page.link("https://example.org", x: 50, y: 100, width: 100)
        page.grid(columns: [50, 150, 250], rows: [300, 320, 340])
        for x in [60.0, 160] { for y in [314.0, 334] { page.write("cell", x: x, y: y) } }
        return page.analysis.bytes
    }()

    @Test func bytesTellThePageAgain() throws {
        let page = try #require(PageAnalysis(bytes: bytes))
        #expect(page.number == 3)
        #expect(page.bytes == bytes)
        #expect(String(decoding: PageText(page).utf8, as: UTF8.self).contains("depots of the town before noon"))
    }

    @Test func aCutFileIsRefused() {
        for length in 0..<bytes.count { #expect(PageAnalysis(bytes: Array(bytes.prefix(length))) == nil) }
        #expect(PageAnalysis(bytes: bytes + [0]) == nil)
    }

    @Test func noByteCanHarmTheReader() {
        for position in bytes.indices {
            for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                var broken = bytes
                broken[position] = value
                guard let page = PageAnalysis(bytes: broken) else { continue }
                // Whatever was understood can be written out.
                _ = page.json
                _ = DocumentBuilder([page]).document().markdown
            }
        }
    }
}
