// SPDX-License-Identifier: GPL-3.0-or-later

/// Latin ligatures that fonts have as characters of their own (Unicode, Alphabetic Presentation Forms).
enum Ligatures {
    private static let letters = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].map(\.unicodeScalars)

    /// Nil for all others.
    static func letters(of scalar: Unicode.Scalar) -> String.UnicodeScalarView? {
        guard (0xFB00...0xFB06).contains(scalar.value) else { return nil }
        return letters[Int(scalar.value - 0xFB00)]
    }
}
