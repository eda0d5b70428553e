// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers in bytes, the low end first. Beyond the end there is 0, or no sector.
struct ByteFields {
    private let bytes: [UInt8]

    var count: Int { bytes.count }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func short(at place: Int) -> Int { Int(number(at: place, length: 2) ?? 0) }

    func long(at place: Int) -> UInt32 { number(at: place, length: 4) ?? .max }

    private func number(at place: Int, length: Int) -> UInt32? {
        guard place + length <= bytes.count else { return nil }
        return (0..<length).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
    }
}
