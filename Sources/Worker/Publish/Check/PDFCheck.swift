// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether bytes have what every PDF has: a header in the first 1024 bytes (ISO 32000-1, annex H, note 13) and an object
/// after it. No more, since a document that lacks nothing is delivered as it came, with whatever flaws readers forgive.
struct PDFCheck: FormatCheck {
    private static let header = Array("%PDF-".utf8)
    private static let object = Array("obj".utf8)
    private static let headerReach = 1024

    private var head: [UInt8] = []
    /// The last bytes that passed: an object may begin in them.
    private var tail: [UInt8] = []
    private var hasObject = false

    var isWhole: Bool { hasObject && hasHeader }

    mutating func accepts(_ bytes: [UInt8]) -> Bool {
        head += bytes.prefix(Self.headerReach - head.count)
        if !hasObject {
            let all = tail + bytes
            hasObject = Self.holds(all, Self.object)
            tail = all.suffix(Self.object.count - 1)
        }
        return head.count < Self.headerReach || hasHeader
    }

    private var hasHeader: Bool { Self.holds(head, Self.header) }

    private static func holds(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
    }
}
