// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

/// What characters a page's content stream draws, and where.
struct DrawnTextTests {
    /// A font whose characters A, B, C stand for what is given, in UTF-16.
    private static func font(_ characters: [String]) -> [String] {
        let map = zip(["41", "42", "43"], characters).map { "<\($0)> <\($1)>" }.joined(separator: "\n")
        let text = """
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
            1 begincodespacerange <00> <FF> endcodespacerange
            \(characters.count) beginbfchar
            \(map)
            endbfchar endcmap end end
            """
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode \(DrawnPage.firstObject + 1) 0 R >>"
        return [font, DrawnPage.stream(text)]
    }

    /// Lam and alef in one glyph; a letter with its mark; two digits.
    @Test(arguments: [
        ("CAB", ["06440627", "0633", "0645"], "سلام"),
        ("BA", ["05E905B8", "05DC"], "שָל"), ("BA", ["05D1", "00310032"], "ב12"),
    ])
    func severalLettersOfOneGlyphKeepTheirOrder(drawn: String, characters: [String], read: String) throws {
        let page = try DrawnPage("BT /X 20 Tf 300 700 Td (\(drawn)) Tj ET", adding: Self.font(characters))
        #expect(page.text.unicodeScalars.elementsEqual((read + "\n").unicodeScalars))
    }

    /// Its characters are 20 dots wide, its size is that of a dot.
    @Test func aFontThatIsMeasuredInDotsHasWords() throws {
        let font = """
            << /Type /Font /Subtype /Type3 /FontMatrix [1 0 0 -1 0 0] /FontBBox [0 0 1 -1] /FirstChar 97 /LastChar 99
            /Widths [20 20 20] /Encoding << /Type /Encoding /Differences [97 /a /b /c] >>
            /CharProcs << /a 7 0 R /b 7 0 R /c 7 0 R >> /Resources << >> >>
            """
        let shape = DrawnPage.stream("20 0 0 0 18 20 d1 0 0 18 20 re f")
        let drawn = "BT /X 0.24 Tf 72 700 Td [(a) 1000 (b) -1000 (c) -14000 (cab)] TJ ET"
        let page = try DrawnPage(drawn, adding: [font, shape])
        #expect(page.text == "abc cab\n")
        #expect(
            page.contents.glyphs.allSatisfy {
                (9...11).contains($0.size) && (7...11).contains($0.box.bottom - $0.box.top)
            }
        )
    }

    @Test func whatFollowsARestoredStateIsOfTheFontBefore() throws {
        let bold = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>"
        let drawn = "/F1 12 Tf q BT /X 12 Tf 72 700 Td (bold) Tj ET Q BT 72 600 Td (plain) Tj ET"
        let page = try DrawnPage(drawn, adding: [bold])
        let isBold = page.contents.glyphs.map { page.contents.faces[Int($0.face)].isBold }
        #expect(isBold == "bold".map { _ in true } + "plain".map { _ in false })
    }

    private static let hindi = "FEFF0915094D0937"

    @Test(arguments: [
        ("/Span << /ActualText (word) >> BDC (zz) Tj EMC", "word"),
        ("/Span << /ActualText <\(hindi)> >> BDC (x) Tj EMC", "क्ष"),
        ("/Span << /ActualText <EFBBBF6DC3BC64> >> BDC (x) Tj EMC", "müd"),
        ("/Span << /ActualText (two words) >> BDC (zzzzzzzzz) Tj EMC", "two words"),
        ("/Span << /ActualText (one) >> BDC (z ) Tj EMC (two) Tj", "one two"),
        ("/Span << /ActualText (outer) >> BDC /Span << /ActualText (inner) >> BDC (z) Tj EMC EMC", "outer"),
        ("/Span << /ActualText () >> BDC /Span << /ActualText (inner) >> BDC (z) Tj EMC EMC", "inner"),
        ("/Span << /ActualText (one) >> BDC /P << /MCID 0 >> BDC (z) Tj EMC EMC ( two) Tj", "one two"),
        ("/Span << /ActualText <FEFF05D00031003205D1> >> BDC (zzzz) Tj EMC", "א12ב"),
    ])
    func whatADocumentSaysIsWrittenCounts(drawn: String, read: String) throws {
        let page = try DrawnPage("BT /F1 20 Tf 72 700 Td \(drawn) ET")
        #expect(page.text == read + "\n")
    }

    /// Nothing, a place where a word may be parted, too much, and two lines.
    @Test(arguments: [
        "/Span << /ActualText () >> BDC (seen) Tj EMC", "/Span << /ActualText (  ) >> BDC (seen) Tj EMC",
        "/Span << /ActualText <FEFF00AD> >> BDC (seen) Tj EMC", "/Span << /ActualText 1 >> BDC (seen) Tj EMC",
        "/Span << /ActualText (\(String(repeating: "x", count: 1 << 20))) >> BDC (seen) Tj EMC",
        "/Span << /ActualText (never ended) >> BDC (seen) Tj", "EMC EMC (seen) Tj EMC",
    ])
    func whatSaysNothingLeavesWhatIsSeen(drawn: String) throws {
        #expect(try DrawnPage("BT /F1 20 Tf 72 700 Td \(drawn) ET").text == "seen\n")
    }

    @Test func aTextForSeveralLinesLeavesThem() throws {
        let drawn = "/Span << /ActualText (one) >> BDC (first) Tj 0 -24 Td (second) Tj EMC"
        #expect(try DrawnPage("BT /F1 20 Tf 72 700 Td \(drawn) ET").text == "first\nsecond\n")
    }

    /// A font that says nothing of what its characters mean.
    @Test func aTextCountsForCharactersThatNobodyCanRead() throws {
        let font = """
            << /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 500 700] /FirstChar 97
            /LastChar 98 /Widths [500 500] /Encoding << /Type /Encoding /Differences [97 /.notdef /.notdef] >>
            /CharProcs << >> /Resources << >> >>
            """
        let drawn = "(ab) Tj /Span << /ActualText (read) >> BDC (abab) Tj EMC"
        #expect(try DrawnPage("BT /X 20 Tf 72 700 Td \(drawn) ET", adding: [font]).text == "read\n")
    }

    /// In the middle of its top, and so one above the other.
    @Test func verticalTextStandsBelowWhereItIsDrawn() throws {
        let font = """
            << /Type /Font /Subtype /Type0 /BaseFont /None /Encoding /Identity-V /DescendantFonts [8 0 R]
            /ToUnicode 7 0 R >>
            """
        let glyphs = """
            << /Type /Font /Subtype /CIDFontType2 /BaseFont /None /DW 1000
            /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>
            """
        let map = """
            1 begincodespacerange <0000> <FFFF> endcodespacerange
            2 beginbfchar <0001> <543E> <0002> <8F29> endbfchar
            """
        let drawn = "BT /X 20 Tf 300 700 Td <00010002> Tj ET"
        let page = try DrawnPage(drawn, adding: [font, DrawnPage.stream(map), glyphs])
        #expect(page.text == "吾輩\n")
        #expect(
            page.contents.glyphs.map(\.box) == [
                Box(left: 290, top: 100, right: 310, bottom: 120), Box(left: 290, top: 120, right: 310, bottom: 140),
            ]
        )
    }
}
