// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc
import Poppler

/// Finds out what a document is and how many pages it has.
struct InspectStep {
    /// As much of a document as libmagic gets to see, in bytes.
    private static let headSize = 1 << 18
    /// A PDF's header may stand after other bytes, in the first 1024 (ISO 32000-1, annex H, note 13).
    private static let headerReach = 1024
    private static let mediaType = "application/pdf"

    let request: ConversionRequest
    let document: Int32
    let output: Folder

    /// By content: a document is what its first bytes say.
    func requireKnownType(_ engine: borrowing Engine) throws {
        let head = try readHead()
        guard !head.isEmpty else { throw Failure(.corrupt, "The file is empty.") }
        let mediaType = Self.containsHeader(head) ? Self.mediaType : engine.mediaTypes.mediaType(of: head)
        guard mediaType == Self.mediaType else {
            throw Failure(.unsupportedType, "The document is \(mediaType); only PDF (application/pdf) is taken.")
        }
    }

    func run(_ document: borrowing Document) throws -> Inspection {
        let pages = document.pageCount
        guard pages > 0 else { throw Failure(.corrupt, "The document has no pages.") }
        guard pages <= request.limits.pages else {
            let limit = request.limits.pages
            throw Failure(.tooManyPages, "The document has \(pages) pages; the limit is \(limit) (max-pages).")
        }
        if request.outputs.contains(.metadata) {
            try output.write(Metadata(of: document).json(), to: OutputKind.metadata.fileName)
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
