// SPDX-License-Identifier: GPL-3.0-or-later

/// What a job can make of a document.
package enum OutputKind: String, Codable, Sendable, CaseIterable {
    case text
    case markdown
    case html
    case metadata
    case layout
    case images
    case thumbnail
    /// Searchable.
    case pdf

    /// Whether this output needs the text of pages.
    package var readsText: Bool { self == .text || self == .layout || isOfWholeDocument }

    /// Whether this output is made of what is known of all pages together.
    package var isOfWholeDocument: Bool { self == .markdown || self == .html }

    /// The file or folder below the result's folder.
    package var fileName: String {
        switch self {
        case .text: "text.txt"
        case .markdown: "document.md"
        case .html: "document.html"
        case .metadata: "metadata.json"
        case .layout: "layout.json"
        case .images: "pages"
        case .thumbnail: "thumbnail.png"
        case .pdf: "document.pdf"
        }
    }
}
