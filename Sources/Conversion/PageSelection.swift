// SPDX-License-Identifier: GPL-3.0-or-later

/// The pages that a job asks for, as people write them: `1-3,7,10-`. Nothing selected means every page.
package struct PageSelection: Codable, Hashable, Sendable {
    /// Ascending, disjoint; the last may be open (`last` is `Int.max`).
    package private(set) var ranges: [PageRange]

    package static let all = PageSelection(ranges: [PageRange(1, .max)])

    private init(ranges: [PageRange]) { self.ranges = ranges }

    package init(_ ranges: [PageRange]) { self.ranges = Self.merged(ranges) }

    /// - Throws: `Failure` with `invalid_request` where the text is no list of pages.
    package init(parsing text: String) throws {
        let parsed = try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            guard let range = Self.range(part.filter { $0 != " " }) else {
                throw Failure(
                    .invalidRequest,
                    "pages=\(text) is not a list of pages; write pages counted from 1, such as 1-3,7,10-"
                )
            }
            return range
        }
        ranges = Self.merged(parsed)
    }

    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var isEverything: Bool { self == .all }

    package var text: String {
        ranges.map { $0.last == .max ? "\($0.first)-" : $0.description }.joined(separator: ",")
    }

    /// The selected pages that a document of `count` pages has.
    package func clamped(to count: Int) -> [PageRange] {
        ranges.filter { $0.first <= count }.map { PageRange($0.first, min($0.last, count)) }
    }

    private static func range(_ part: String) -> PageRange? {
        let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = ends.first.flatMap({ Int($0) }), first >= 1, first < .max else { return nil }
        guard ends.count == 2 else { return PageRange(page: first) }
        guard !ends[1].isEmpty else { return PageRange(first, .max) }
        guard let last = Int(ends[1]), last >= first else { return nil }
        return PageRange(first, last)
    }

    private static func merged(_ ranges: [PageRange]) -> [PageRange] {
        ranges.sorted { $0.first < $1.first }.reduce(into: []) { merged, next in
            guard let previous = merged.last, previous.last >= next.first - 1 else { return merged.append(next) }
            merged[merged.count - 1].last = max(previous.last, next.last)
        }
    }
}
