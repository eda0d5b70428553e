// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether bytes are UTF-8.
struct TextCheck: FormatCheck {
    /// Bytes of a character that goes on in the next ones: three at the most.
    private var begun: [UInt8] = []

    var isWhole: Bool { begun.isEmpty }

    mutating func accepts(_ bytes: [UInt8]) -> Bool {
        let all = begun.isEmpty ? bytes : begun + bytes
        let end = Self.endOfWholeCharacters(all)
        begun = Array(all[end...])
        return String(validating: all[..<end], as: UTF8.self) != nil
    }

    private static func endOfWholeCharacters(_ bytes: [UInt8]) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            return length(after: byte) > back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }

    /// Bytes of the character that begins with this one (RFC 3629, section 3).
    private static func length(after first: UInt8) -> Int {
        switch first {
        case 0xC0..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0...: 4
        default: 1
        }
    }
}
