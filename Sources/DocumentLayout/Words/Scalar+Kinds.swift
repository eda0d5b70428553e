// SPDX-License-Identifier: GPL-3.0-or-later

extension Unicode.Scalar {
    /// White space, and what has no shape.
    var separatesWords: Bool {
        switch value {
        case 0x21...0x7E: false
        case 0...0x20, 0x7F...0xA0: true
        default: properties.isWhitespace
        }
    }

    /// No part of a text: controls, direction marks, what stands for nothing.
    var isUnshown: Bool {
        switch value {
        case 0x20...0x7E, 0xA1...0x2FF: false
        case 0x202A...0x202E, 0x2066...0x2069, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: properties.generalCategory == .control
        }
    }

    /// Of Hebrew, Arabic and their relatives.
    var isRightToLeft: Bool {
        switch value {
        case 0..<0x590: false
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }

    /// Of a number or a word that runs from left to right also among such: Arabic and Persian digits too.
    var isLeftToRight: Bool { isDigit || isArabicDigit || (isLetter && !isRightToLeft) }

    private var isArabicDigit: Bool { (0x660...0x669).contains(value) || (0x6F0...0x6F9).contains(value) }

    /// Of scripts that are written without spaces.
    var isIdeographic: Bool {
        switch value {
        case 0..<0x2E80: false
        case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x20000...0x3FFFF: true
        default: false
        }
    }

    var isDigit: Bool { (0x30...0x39).contains(value) }

    var isCapital: Bool { isASCII ? (0x41...0x5A).contains(value) : properties.generalCategory == .uppercaseLetter }

    var isSmallLetter: Bool { isASCII ? (0x61...0x7A).contains(value) : properties.generalCategory == .lowercaseLetter }

    var isLetter: Bool { isASCII ? (0x61...0x7A).contains(value | 0x20) : properties.isAlphabetic }
}
