// SPDX-License-Identifier: GPL-3.0-or-later

/// A heading in a document's outline (its bookmarks).
package struct OutlineEntry: Sendable {
    package var title: String
    /// Counted from 1; nil where it leads elsewhere.
    package var page: Int?
    package var children: [OutlineEntry]
}
