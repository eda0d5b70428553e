// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc
import Poppler

/// Finds out what a document is and how many pages it has.
struct InspectStep {
    /// As much of a document as libmagic gets to see, in bytes.
    private static let headSize = 1 << 18
    /// A PDF's header may stand after other bytes, in the first 1024 (ISO 32000-1, annex H, note 13).
    private static let headerReach = 1024
    static let mediaType = "application/pdf"

    let request: ConversionRequest
    let document: Int32
    let output: Folder

    /// By content: a document is what its bytes say.
    func mediaType(_ engine: borrowing Engine) throws -> String {
        let head = try readHead()
        guard !head.isEmpty else { throw Failure(.corrupt, "The file is empty.") }
        if Self.containsHeader(head) { return Self.mediaType }
        let guess = engine.mediaTypes.mediaType(of: head)
        return try DocumentType(guess: guess, head: head, document: document, request: request).mediaType()
    }

    func run(_ document: borrowing Document) throws -> Inspection {
        let pages = document.pageCount
        guard pages > 0 else { throw Failure(.corrupt, "The document has no pages.") }
        guard pages <= request.limits.pages else {
            let limit = request.limits.pages
            throw Failure(.tooManyPages, "The document has \(pages) pages; the limit is \(limit) (max-pages).")
        }
        if request.outputs.contains(.metadata) {
            var metadata = Metadata(of: document)
            // Of the PDF that was made today, not of what it was made of.
            if request.isRendered { (metadata.created, metadata.modified) = (nil, nil) }
            try output.write(metadata.json(), to: OutputKind.metadata.fileName)
        }
        return Inspection(mediaType: Self.mediaType, pages: pages)
    }

    private func readHead() throws -> [UInt8] {
        var failure: SystemError?
        let head = [UInt8](unsafeUninitializedCapacity: Self.headSize) { buffer, filled in
            while filled < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let count = pread(document, rest.baseAddress, rest.count, off_t(filled))
                if count < 0 && errno == EINTR { continue }
                if count < 0 { failure = SystemError("read the document") }
                guard count > 0 else { return }
                filled += count
            }
        }
        if let failure { throw failure }
        return head
    }

    private static func containsHeader(_ bytes: [UInt8]) -> Bool {
        let header = Array("%PDF-".utf8)
        let reach = bytes.prefix(headerReach)
        return reach.indices.contains { reach[$0...].starts(with: header) }
    }
}
