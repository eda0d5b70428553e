// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion

/// Finds out what a document is and how many pages it has.
struct InspectStep {
    let request: ConversionRequest
    let document: Int32
    let output: Folder

    /// - Throws: `Failure` where the document is of no kind that is taken.
    func open(_ engine: borrowing Engine) throws -> SourceDocument {
        try SourceDocument(descriptor: document, limits: request.limits) { engine.mediaTypes.mediaType(of: Array($0)) }
    }

    func run(_ document: borrowing SourceDocument) throws -> Inspection {
        let pages = document.pageCount
        guard pages > 0 else { throw Failure(.corrupt, "The document has no pages.") }
        guard pages <= request.limits.pages else {
            let limit = request.limits.pages
            throw Failure(.tooManyPages, "The document has \(pages) pages; the limit is \(limit) (max-pages).")
        }
        if request.outputs.contains(.metadata) {
            try output.write(metadata(of: document).json(), to: OutputKind.metadata.fileName)
        }
        return Inspection(mediaType: document.mediaType, pages: pages)
    }

    private func metadata(of document: borrowing SourceDocument) -> Metadata {
        switch document {
        case .pdf(let document): Metadata(of: document)
        case .image(let image): Metadata(of: image.file)
        }
    }
}
