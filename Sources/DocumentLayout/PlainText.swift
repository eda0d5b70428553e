// SPDX-License-Identifier: GPL-3.0-or-later

/// The clean text of one page.
package struct PlainText: Sendable {
    /// UTF-8. No control characters but line feed and tab; one line feed at the end, unless there is nothing.
    package let utf8: [UInt8]

    package init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        for byte in text.utf8 { Self.append(byte, to: &bytes) }
        while let last = bytes.last, Self.isBlank(last) { bytes.removeLast() }
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        utf8 = bytes
    }

    /// U+0080 to U+009F are control characters too; UTF-8 writes them as C2 and one byte more.
    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\t"): bytes.append(byte)
        case 0..<0x20, 0x7F: break
        case 0x80..<0xA0 where bytes.last == 0xC2: bytes.removeLast()
        default: bytes.append(byte)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }
}
