// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes numbers and texts compactly.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    /// Seven bits a byte, the lowest first (LEB128).
    mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(count: Int) { write(UInt64(max(0, count))) }

    /// A length in points, to hundredths; what is beyond any page is cut.
    mutating func write(length: Double) {
        let hundredths = Int64((max(-1e7, min(1e7, length.isFinite ? length : 0)) * 100).rounded())
        write(UInt64(bitPattern: hundredths << 1 ^ hundredths >> 63))
    }

    mutating func write(_ text: String) {
        write(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ box: Box) {
        write(length: box.left)
        write(length: box.top)
        write(length: box.right - box.left)
        write(length: box.bottom - box.top)
    }
}
