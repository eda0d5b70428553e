// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes a PDF from its first byte to its last. Each call answers the bytes that come next, so that whoever writes
/// them need not hold the document in memory.
package struct PDFWriter {
    private var offsets: [Int: Int] = [:]
    private var position = 0

    package init() {}

    package mutating func header() -> [UInt8] {
        // Four bytes beyond ASCII tell programs that this is no text (ISO 32000-1, 7.5.2).
        counted(Array("%PDF-1.5\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
    }

    /// - Parameter dictionary: or any other value.
    package mutating func object(_ number: Int, _ dictionary: String) -> [UInt8] {
        begin(number) + counted(Array(dictionary.utf8)) + end()
    }

    /// - Parameter dictionary: without the length.
    package mutating func stream(_ number: Int, _ dictionary: String, _ data: [UInt8]) -> [UInt8] {
        let head = "<< \(dictionary) /Length \(data.count) >>\nstream\n"
        return begin(number) + counted(Array(head.utf8) + data + Array("\nendstream".utf8)) + end()
    }

    /// Begins an object whose bytes come from elsewhere; `note` is told how many those were.
    package mutating func begin(_ number: Int) -> [UInt8] {
        offsets[number] = position
        return counted(Array("\(number) 0 obj\n".utf8))
    }

    package mutating func note(_ count: Int) { position += count }

    package mutating func end() -> [UInt8] { counted(Array("\nendobj\n".utf8)) }

    /// Numbers must have been used from 1 on without a gap.
    package mutating func trailer(root: Int) -> [UInt8] {
        let start = position
        let count = offsets.count + 1
        var text = "xref\n0 \(count)\n0000000000 65535 f \n"
        for number in 1..<count {
            let digits = String(offsets[number] ?? 0)
            text += String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size \(count) /Root \(root) 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return counted(Array(text.utf8))
    }

    private mutating func counted(_ bytes: [UInt8]) -> [UInt8] {
        position += bytes.count
        return bytes
    }
}
