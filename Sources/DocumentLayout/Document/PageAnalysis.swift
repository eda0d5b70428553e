// SPDX-License-Identifier: GPL-3.0-or-later

/// What can be told of a page without the others.
package struct PageAnalysis: Equatable, Sendable {
    /// Counted from 1.
    package var number: Int
    /// In points.
    package var width: Double
    package var height: Double
    package var styles: [TextStyle]
    /// In reading order.
    package var blocks: [Block]
    package var links: [String]
    package var outline: [OutlineTitle]
}
