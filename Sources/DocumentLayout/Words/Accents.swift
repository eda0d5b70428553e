// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins letters with accents that were drawn over them.
enum Accents {
    /// Combining marks for accents that stand alone.
    private static let marks: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{B4}": "\u{301}", "\u{2CA}": "\u{301}", "\u{60}": "\u{300}", "\u{2CB}": "\u{300}", "\u{A8}": "\u{308}",
        "\u{2C6}": "\u{302}", "\u{2DC}": "\u{303}", "\u{B8}": "\u{327}", "\u{2C7}": "\u{30C}", "\u{2DA}": "\u{30A}",
        "\u{2D8}": "\u{306}", "\u{AF}": "\u{304}", "\u{2D9}": "\u{307}", "\u{2DD}": "\u{30B}",
    ]

    static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x60: true
        case 0..<0xA8, 0x2DE...: false
        default: marks[scalar] != nil
        }
    }

    /// The one character that both make; nil where there is none.
    static func composed(_ letter: Unicode.Scalar, _ accent: Unicode.Scalar) -> Unicode.Scalar? {
        guard let mark = marks[accent] else { return nil }
        let base: Unicode.Scalar = letter == "\u{131}" ? "i" : letter
        guard base.isLetter else { return nil }
        let sought = String(String.UnicodeScalarView([base, mark]))
        // Strings are equal where they are canonically equivalent.
        return (0xC0...0x233).lazy.compactMap { Unicode.Scalar($0) }.first { String($0) == sought }
    }
}
