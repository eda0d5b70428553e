// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The end of what a program writes on standard error: for the log, never for clients.
struct LastWords {
    private static let kept = 1000
    private var bytes: [UInt8] = []

    /// Reads the rest once the program has ended.
    mutating func finish(from descriptor: Int32) {
        while readSome(from: descriptor) > 0 {}
    }

    /// Reads what is there, once.
    /// - Returns: false at the end.
    mutating func read(from descriptor: Int32) -> Bool { readSome(from: descriptor) != 0 }

    private mutating func readSome(from descriptor: Int32) -> Int {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count > 0 { bytes = (bytes + buffer.prefix(count)).suffix(Self.kept) }
        return count
    }

    /// Nil where it said nothing.
    var text: String? {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let plain = String(String.UnicodeScalarView(text.map { $0.value < 32 ? " " : $0 }))
        return plain.allSatisfy { $0 == " " } ? nil : plain
    }
}
