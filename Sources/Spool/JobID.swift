// SPDX-License-Identifier: GPL-3.0-or-later

package import FoundationEssentials
import CLinux
import Glibc

/// A job's name everywhere: a UUID of version 7 (RFC 9562), so that names sort by the time they were given.
package struct JobID: Hashable, Sendable, CustomStringConvertible {
    /// 36 characters, lower case.
    package let text: String

    package init() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let milliseconds = UInt64(now.tv_sec) * 1000 + UInt64(now.tv_nsec) / 1_000_000
        let high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0..<0x1000)
        let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0..<0x4000_0000_0000_0000)
        let digits = Self.hex(high) + Self.hex(low)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        text = parts.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }

    /// Nil where the text is no UUID in lower case.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let isDash = [8, 13, 18, 23].contains(index)
            let isDigit = Self.digits.contains(byte)
            guard isDash ? byte == UInt8(ascii: "-") : isDigit else { return nil }
        }
        self.text = String(text)
    }

    package var description: String { text }

    package var fileName: FileName { fileName(suffix: "") }

    package func fileName(suffix: String) -> FileName {
        guard let name = FileName(text + suffix) else { preconditionFailure("a job's id names a file") }
        return name
    }

    /// When it was given, which ids of version 7 tell; any other counts as old.
    package var time: Date {
        let isVersion7 = text.dropFirst(14).first == "7"
        let milliseconds = isVersion7 ? UInt64(text.filter { $0 != "-" }.prefix(12), radix: 16) : nil
        return Date(timeIntervalSince1970: Double(milliseconds ?? 0) / 1000)
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hex(_ value: UInt64) -> [UInt8] {
        (0..<16).map { digits[Int(value >> (60 - 4 * UInt64($0)) & 0xF)] }
    }
}
