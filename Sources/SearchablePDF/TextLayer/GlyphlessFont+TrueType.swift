// SPDX-License-Identifier: GPL-3.0-or-later

extension GlyphlessFont {
    /// The smallest TrueType font that a PDF may embed: one glyph, which is empty (ISO 32000-1, 9.9, table 126; the
    /// tables are those of the OpenType specification).
    static var trueType: [UInt8] {
        let tables: [(name: String, words: [UInt16])] = [
            ("glyf", [0, 0]),
            // Version 1.0, revision 1.0, checksum, magic, flags, 1000 units an em, no dates, box, style, size, loca
            // short.
            ("head", [1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000] + zeros(8) + [0, 0, 500, 1000, 0, 8, 2, 0, 0]),
            // Version 1.0, ascender, descender, gap, widest advance, then bearings and caret; one metric.
            ("hhea", [1, 0, 800, UInt16(bitPattern: -200), 0, 500] + zeros(11) + [1]),
            ("hmtx", [500, 0]),
            ("loca", [0, 0]),
            // Version 1.0, one glyph, and the limits of an interpreter that has nothing to do.
            ("maxp", [1, 0, 1] + zeros(4) + [2] + zeros(8)),
        ]
        let directory = 12 + 16 * tables.count
        var head = bytes([1, 0, UInt16(tables.count), 64, 2, UInt16(tables.count * 16 - 64)])
        var body: [UInt8] = []
        for (name, words) in tables {
            let data = bytes(words)
            head += Array(name.utf8) + bytes(checksum(data)) + bytes(UInt32(directory + body.count))
            head += bytes(UInt32(data.count))
            body += data + [UInt8](repeating: 0, count: (4 - data.count % 4) % 4)
        }
        return head + body
    }

    private static func zeros(_ count: Int) -> [UInt16] { [UInt16](repeating: 0, count: count) }

    private static func bytes(_ words: [UInt16]) -> [UInt8] { words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }

    private static func bytes(_ number: UInt32) -> [UInt8] { bytes([UInt16(number >> 16), UInt16(number & 0xFFFF)]) }

    /// The sum of its numbers of 32 bits, padded with zeros.
    private static func checksum(_ data: [UInt8]) -> UInt32 {
        data.enumerated().reduce(0) { $0 &+ UInt32($1.element) << UInt32(24 - 8 * ($1.offset % 4)) }
    }
}
