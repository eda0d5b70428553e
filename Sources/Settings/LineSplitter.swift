// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes lines of the bytes that a program prints, as they come.
package struct LineSplitter {
    /// A longer line comes in pieces.
    package static let longest = 1 << 16

    private var rest: [UInt8] = []

    package init() {}

    /// The lines that are whole with these bytes.
    package mutating func add(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(take())
            } else {
                rest.append(byte)
                if rest.count == Self.longest { lines.append(take()) }
            }
        }
        return lines
    }

    /// What came after the last line break, at the end.
    package mutating func finish() -> String? { rest.isEmpty ? nil : take() }

    private mutating func take() -> String {
        defer { rest.removeAll(keepingCapacity: true) }
        if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
    }
}
