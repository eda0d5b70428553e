// SPDX-License-Identifier: GPL-3.0-or-later

/// A font for text that nobody sees: any character, each half as wide as the font's size, none with a shape. A code is
/// a character's UTF-16 unit.
package enum GlyphlessFont {
    /// Its name in a page's resources; unlikely to be another font's.
    package static let resource = "PannierText"
    /// The width of a character, as a part of the font's size.
    static let width = 0.5

    /// An object of the font, or of what belongs to it.
    package enum Part {
        /// A dictionary, and what else stands in it: references to other parts.
        case value(String, [Reference])
        case stream([UInt8])
    }

    package struct Reference {
        package let key: String
        /// Position among the parts.
        package let part: Int
        package var isInArray = false
    }

    /// The font itself is the first one.
    package static let parts: [Part] = [
        .value(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Glyphless /Encoding /Identity-H >>",
            [Reference(key: "DescendantFonts", part: 1, isInArray: true), Reference(key: "ToUnicode", part: 4)]
        ),
        .value(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Glyphless /DW \(Int(width * 1000)) "
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity >>",
            [Reference(key: "FontDescriptor", part: 2)]
        ),
        .value(
            "<< /Type /FontDescriptor /FontName /Glyphless /Flags 4 /FontBBox [0 0 500 1000] /ItalicAngle 0 "
                + "/Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>",
            [Reference(key: "FontFile2", part: 3)]
        ),
        .stream(trueType), .stream(Array(toUnicode.utf8)),
    ]

    /// Every code is the character of that number: one range, which readers take although Adobe's technical note 5411
    /// would have 256.
    private static let toUnicode = """
        /CIDInit /ProcSet findresource begin
        12 dict begin
        begincmap
        /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
        /CMapName /Adobe-Identity-UCS def
        /CMapType 2 def
        1 begincodespacerange
        <0000> <FFFF>
        endcodespacerange
        1 beginbfrange
        <0000> <FFFF> <0000>
        endbfrange
        endcmap
        CMapName currentdict /CMap defineresource pop
        end
        end

        """
}
