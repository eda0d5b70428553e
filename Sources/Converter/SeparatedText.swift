// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of fields in a text file (CSV, TSV): which sign separates the fields and how the text is encoded is nowhere
/// written, and has to be found.
struct SeparatedText {
    /// As much of a file as is looked at, in bytes.
    static let headSize = 1 << 18
    private static let separators = Array(",;\t|".utf8)
    private static let mostColumns = 1024
    private static let rowsToCompare = 100

    private enum Encoding: String {
        case utf16 = "65535"
        case utf8 = "76"
        /// Windows-1252.
        case western = "1"
    }

    private let separator: UInt8
    private let columnCount: Int
    private let encoding: Encoding

    /// - Parameter head: the file's first bytes.
    init(head: [UInt8]) {
        let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        encoding = isWide ? .utf16 : TextDecoder.utf8(head[...]) != nil ? .utf8 : .western
        // The signs are ASCII: without the other half they are where they were.
        let bytes = isWide ? head.filter { $0 != 0 } : head
        let counts = Self.separators.map { (separator: $0, rows: Self.fieldCounts(bytes, $0)) }
        let best = counts.max { Self.regularity($0.rows) < Self.regularity($1.rows) }
        separator = best?.separator ?? Self.separators[0]
        columnCount = max(1, min(best?.rows.max() ?? 1, Self.mostColumns))
    }

    /// LibreOffice's options for the import of text: separator, quotation mark, encoding, first row, and every column as
    /// text, so that 007 stays what it is.
    var importOptions: String {
        let columns = (1...columnCount).map { "\($0)/2" }.joined(separator: "/")
        return "\(separator),34,\(encoding.rawValue),1,\(columns)"
    }

    /// How many rows have as many fields as the first one, where that is more than one.
    private static func regularity(_ rows: [Int]) -> Int {
        guard let first = rows.first, first > 1 else { return 0 }
        return rows.count { $0 == first }
    }

    private static func fieldCounts(_ bytes: [UInt8], _ separator: UInt8) -> [Int] {
        var rows: [Int] = []
        var (count, isQuoted, isEmpty) = (1, false, true)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case separator where !isQuoted: count += 1
            case UInt8(ascii: "\n") where !isQuoted, UInt8(ascii: "\r") where !isQuoted:
                if !isEmpty { rows.append(count) }
                (count, isEmpty) = (1, true)
                if rows.count == rowsToCompare { return rows }
                continue
            default: break
            }
            isEmpty = false
        }
        if !isEmpty { rows.append(count) }
        return rows
    }
}
