// SPDX-License-Identifier: GPL-3.0-or-later

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
}
