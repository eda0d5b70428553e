// SPDX-License-Identifier: GPL-3.0-or-later

/// What the first look at a document found.
package struct Inspection: Codable, Hashable, Sendable {
    /// By content, never by name.
    package var mediaType: String
    package var pages: Int

    package init(mediaType: String, pages: Int) {
        self.mediaType = mediaType
        self.pages = pages
    }
}
