// SPDX-License-Identifier: GPL-3.0-or-later

/// Consecutive pages of a document, counted from 1, both ends included.
package struct PageRange: Codable, Hashable, Sendable, CustomStringConvertible {
    package var first: Int
    package var last: Int

    package init(_ first: Int, _ last: Int) {
        self.first = first
        self.last = last
    }

    package init(page: Int) { self.init(page, page) }

    package var count: Int { last - first + 1 }
    package var pages: ClosedRange<Int> { first...last }
    package var description: String { first == last ? "\(first)" : "\(first)-\(last)" }
}
