// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads what `ByteWriter` wrote. Whatever the bytes are, it ends: a count is never larger than what is left to read.
struct ByteReader {
    struct Malformed: Error {}

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
        position = 0
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    mutating func number() throws(Malformed) -> UInt64 {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < bytes.endIndex else { throw Malformed() }
            let byte = bytes[position]
            position += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
        }
        throw Malformed()
    }

    /// At most as many as bytes are left.
    mutating func count() throws(Malformed) -> Int {
        let number = try number()
        guard number <= UInt64(bytes.endIndex - position) else { throw Malformed() }
        return Int(number)
    }

    /// A small number, such as a position in a list.
    mutating func integer(below limit: Int) throws(Malformed) -> Int {
        let number = try number()
        guard number < UInt64(max(0, limit)) else { throw Malformed() }
        return Int(number)
    }

    mutating func length() throws(Malformed) -> Double {
        let number = try number()
        let length = Double(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)) / 100
        guard length.magnitude < 4 * Box.reach else { throw Malformed() }
        return length
    }

    mutating func text() throws(Malformed) -> String {
        let count = try count()
        defer { position += count }
        return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }

    mutating func box() throws(Malformed) -> Box {
        let (left, top) = (try length(), try length())
        return Box(left: left, top: top, right: left + (try length()), bottom: top + (try length()))
    }

    mutating func array<Element>(
        _ element: (inout ByteReader) throws(Malformed) -> Element
    ) throws(Malformed) -> [Element] {
        var result: [Element] = []
        for _ in 0..<(try count()) { result.append(try element(&self)) }
        return result
    }
}
