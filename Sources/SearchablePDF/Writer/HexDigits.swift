// SPDX-License-Identifier: GPL-3.0-or-later

enum HexDigits {
    private static let digits = Array("0123456789ABCDEF".utf8)

    static func bytes(_ values: some Sequence<UInt8>) -> [UInt8] {
        values.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    static func text(_ values: some Sequence<UInt8>) -> String { String(decoding: bytes(values), as: UTF8.self) }
}
