// SPDX-License-Identifier: GPL-3.0-or-later

/// What a Range header asks of a body of known size (RFC 9110, 14). Several ranges, other units and what can't be read
/// count as not asked, as the RFC allows.
enum ByteRange: Hashable {
    case whole
    case part(Range<Int64>)
    case unsatisfiable

    init(_ header: String?, size: Int64) {
        self = header.flatMap { Self.parsed($0, size: size) } ?? .whole
    }

    private static func parsed(_ header: String, size: Int64) -> ByteRange? {
        let parts = header.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        let ends = parts[1].filter { $0 != " " }.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        if ends[0].isEmpty { return number(ends[1]).map { suffix($0, size: size) } }
        guard let first = number(ends[0]) else { return nil }
        if ends[1].isEmpty { return first < size ? .part(first..<size) : .unsatisfiable }
        guard let last = number(ends[1]), first <= last else { return nil }
        return first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
    }

    private static func suffix(_ count: Int64, size: Int64) -> ByteRange {
        count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
    }

    private static func number(_ text: some StringProtocol) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int64(text) ?? .max
    }
}
