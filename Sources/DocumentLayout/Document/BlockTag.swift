// SPDX-License-Identifier: GPL-3.0-or-later

/// What the document itself says that a block is.
package enum BlockTag: Equatable, Sendable {
    case paragraph
    /// Of a table of contents.
    case contentsEntry
    case heading(level: Int)
    case title
    /// - Parameters:
    ///   - depth: 0 for the outermost.
    ///   - label: how many of its words come before its text.
    case item(depth: Int, label: Int)
    case caption
    case footnote
    case code
    case table
    /// No part of the text: running heads, page numbers.
    case artifact
}
