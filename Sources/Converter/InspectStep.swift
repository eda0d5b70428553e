// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion

/// Finds out what a document is and how many pages it has.
struct InspectStep {
    let request: ConversionRequest
    let output: SliceFolder

    /// By content: a document is what its bytes say.
    static func mediaType(
        of document: Int32,
        _ request: ConversionRequest,
        _ engine: borrowing Engine
    ) throws -> String {
        let file = try MappedFile(document, atMost: SourceDocument.headSize)
        defer { withExtendedLifetime(file) {} }
        let head = file.bytes
        guard !head.isEmpty else { throw Failure(.corrupt, "The file is empty.") }
        if let mediaType = SourceDocument.mediaType(of: head) { return mediaType }
        let bytes = Array(head)
        let guess = engine.mediaTypes.mediaType(of: bytes)
        return try DocumentType(guess: guess, head: bytes, document: document, request: request).mediaType()
    }

    func run(_ document: borrowing SourceDocument) throws -> Inspection {
        let pages = document.pageCount
        guard pages > 0 else { throw Failure(.corrupt, "The document has no pages.") }
        guard pages <= request.limits.pages else {
            let limit = request.limits.pages
            throw Failure(.tooManyPages, "The document has \(pages) pages; the limit is \(limit) (max-pages).")
        }
        let warnings = try document.warnings()
        if request.outputs.contains(.metadata) {
            var metadata = metadata(of: document)
            metadata.warnings = warnings.isEmpty ? nil : warnings
            try output.keep(metadata.json(), as: OutputKind.metadata.fileName)
        }
        return Inspection(mediaType: document.mediaType, pages: pages)
    }

    private func metadata(of document: borrowing SourceDocument) -> Metadata {
        switch document {
        case .pdf(let document):
            var metadata = Metadata(of: document)
            // Of the PDF that was made today, not of what it was made of.
            if request.isRendered { (metadata.created, metadata.modified) = (nil, nil) }
            return metadata
        case .image(let image): return Metadata(of: image.file)
        }
    }
}
