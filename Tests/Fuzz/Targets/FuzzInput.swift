// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes values of bytes; where they end, it gives zeros.
struct FuzzInput {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    mutating func bits<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number {
        (0..<MemoryLayout<Number>.size).reduce(0) { value, _ in value << 8 | Number(truncatingIfNeeded: byte()) }
    }

    /// Mostly a place on a page, in quarter points; now and then any number there is.
    mutating func length() -> Double {
        let low = bits(UInt16.self)
        guard low >= 0xFF00 else { return Double(low % 4096) / 4 }
        return low & 1 == 0 ? Double(bitPattern: bits()) : Double(Int64(bitPattern: bits()) >> 40)
    }

    /// Mostly ASCII.
    mutating func scalar() -> Unicode.Scalar {
        let low = byte()
        return low < 0xF0 ? Unicode.Scalar(low) : Unicode.Scalar(bits(UInt32.self) % 0x11_0000) ?? "\u{FFFD}"
    }

    mutating func text() -> String {
        let count = Int(byte() % 32)
        return String(String.UnicodeScalarView((0..<count).map { _ in scalar() }))
    }
}
