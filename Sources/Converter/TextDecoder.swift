// SPDX-License-Identifier: GPL-3.0-or-later

/// Text of bytes whose encoding nobody tells.
enum TextDecoder {
    /// By its mark, else UTF-8, also where a little of it is damaged; what is neither is taken for Windows-1252.
    static func decoded(_ bytes: [UInt8]) -> String {
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xFF, 0xFE): units(bytes) { UInt16($1) << 8 | UInt16($0) }
        case (0xFE, 0xFF): units(bytes) { UInt16($0) << 8 | UInt16($1) }
        default:
            utf8(bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)) ?? western(bytes)
        }
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// - Returns: nil where more bytes are part of no character than there are characters of several bytes.
    static func utf8(_ bytes: ArraySlice<UInt8>) -> String? {
        if let whole = String(validating: bytes, as: UTF8.self) { return whole }
        let mended = String(decoding: bytes, as: UTF8.self)
        var (whole, broken) = (0, 0)
        for scalar in mended.unicodeScalars where !scalar.isASCII {
            if scalar == "\u{FFFD}" { broken += 1 } else { whole += 1 }
        }
        return whole > broken ? mended : nil
    }

    private static func units(_ bytes: [UInt8], _ join: (UInt8, UInt8) -> UInt16) -> String {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { join(bytes[$0], bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }

    private static func western(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        text.append(
            contentsOf: bytes.lazy.map { byte in
                (0x80..<0xA0).contains(byte) ? signs[Int(byte) - 0x80] : Unicode.Scalar(byte)
            }
        )
        return String(text)
    }

    /// What Windows-1252 has where ISO 8859-1 has controls, as the WHATWG's encoding standard gives it.
    private static let signs = Array(
        ("\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}"
            + "\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}\u{8F}"
            + "\u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}"
            + "\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}").unicodeScalars
    )
}
