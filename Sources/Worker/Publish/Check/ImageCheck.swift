// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether bytes begin and end as a PNG file does (PNG specification, sections 5.2, 11.2.1 and 11.2.5).
struct ImageCheck: FormatCheck {
    /// The signature, then the length and name of the first chunk.
    private static let beginning: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + "IHDR".utf8
    /// The last chunk whole: length, name, checksum.
    private static let end: [UInt8] = [0, 0, 0, 0] + "IEND".utf8 + [0xAE, 0x42, 0x60, 0x82]

    private var head: [UInt8] = []
    private var tail: [UInt8] = []

    var isWhole: Bool { head.count == Self.beginning.count && tail == Self.end }

    mutating func accepts(_ bytes: [UInt8]) -> Bool {
        head += bytes.prefix(Self.beginning.count - head.count)
        tail = (tail + bytes.suffix(Self.end.count)).suffix(Self.end.count)
        return Self.beginning.starts(with: head)
    }
}
