// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers in foreign bytes; nil where those end too early.
struct ImageBytes {
    let bytes: UnsafeRawBufferPointer
    var isBigEndian = true

    var count: Int { bytes.count }

    func byte(_ offset: Int) -> Int? { bytes.indices.contains(offset) ? Int(bytes[offset]) : nil }
    func uint16(_ offset: Int) -> Int? { number(offset, 2) }
    func uint32(_ offset: Int) -> Int? { number(offset, 4) }

    /// Nil too where it is more than an `Int` holds.
    func uint64(_ offset: Int) -> Int? { number(offset, 8) }

    func has(_ text: StaticString, at offset: Int) -> Bool {
        text.withUTF8Buffer { expected in
            guard offset >= 0, offset <= count - expected.count else { return false }
            return expected.indices.allSatisfy { bytes[offset + $0] == expected[$0] }
        }
    }

    /// Nil where it isn't all there.
    func part(_ offset: Int, _ length: Int) -> UnsafeRawBufferPointer? {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
    }

    func number(_ offset: Int, _ length: Int) -> Int? {
        guard let part = part(offset, length) else { return nil }
        var value: UInt64 = 0
        for index in 0..<length { value = value << 8 | UInt64(part[isBigEndian ? index : length - 1 - index]) }
        return Int(exactly: value)
    }
}
