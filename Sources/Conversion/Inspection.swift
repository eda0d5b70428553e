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

    /// Of those that a job asks for, the outputs that can be made of this type: text has no pages to draw.
    package static func outputs(_ asked: Set<OutputKind>, of mediaType: String) -> Set<OutputKind> {
        passThrough.contains(mediaType) ? asked.intersection([.text, .metadata]) : asked
    }

    /// Types that are text already.
    package static let passThrough: Set<String> = ["text/plain", "text/markdown"]
}
