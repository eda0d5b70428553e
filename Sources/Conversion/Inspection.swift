// SPDX-License-Identifier: GPL-3.0-or-later

/// What the first look at a document found.
package struct Inspection: Codable, Hashable, Sendable {
    /// By content, never by name.
    package var mediaType: String
    package var pages: Int
    /// Whether the pages are those of a PDF that another program made of the document.
    package var isRendered = false

    package init(mediaType: String, pages: Int) {
        self.mediaType = mediaType
        self.pages = pages
    }

    /// Of those that a job asks for, the outputs that can be made of the document: text has no pages to draw.
    package func outputs(of asked: Set<OutputKind>) -> Set<OutputKind> {
        isText ? asked.intersection([.text, .metadata]) : asked
    }

    /// Whether the document passes through.
    package var isText: Bool { !isRendered && Self.passThrough.contains(mediaType) }

    /// Types that are text already.
    package static let passThrough: Set<String> = ["text/plain", "text/markdown"]
}
