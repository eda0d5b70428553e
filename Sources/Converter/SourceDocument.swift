// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Poppler
import SearchablePDF

/// A document of any kind that is taken, as pages that poppler reads and draws.
enum SourceDocument: ~Copyable {
    case pdf(Document)
    case image(ImageDocument)

    /// A PDF's header may stand after other bytes, in the first 1024 (ISO 32000-1, annex H, note 13).
    private static let headerReach = 1024
    /// As much of a document as tells what it is, in bytes.
    private static let headSize = 1 << 18
    private static let pdfType = "application/pdf"

    /// By content: a document is what its first bytes say. The descriptor stays the caller's.
    /// - Parameter mediaType: names what isn't taken, by its first bytes.
    init(descriptor: Int32, limits: Limits, mediaType: (UnsafeRawBufferPointer) -> String) throws {
        let file = try MappedFile(descriptor)
        guard !file.bytes.isEmpty else { throw Failure(.corrupt, "The file is empty.") }
        let head = UnsafeRawBufferPointer(rebasing: file.bytes.prefix(Self.headSize))
        if let format = ImageFormat(head) {
            self = .image(try ImageDocument(format, file, limits: limits))
        } else if Self.hasHeader(head) || mediaType(head) == Self.pdfType {
            self = .pdf(try Document(descriptor: descriptor))
        } else {
            let known = ([Self.pdfType] + ImageFormat.allCases.map(\.mediaType)).joined(separator: ", ")
            throw Failure(.unsupportedType, "The document is \(mediaType(head)); what is taken is \(known).")
        }
    }

    /// Of a type that has been found to be known.
    init(descriptor: Int32, limits: Limits) throws {
        try self.init(descriptor: descriptor, limits: limits) { _ in Self.pdfType }
    }

    var mediaType: String {
        switch self {
        case .pdf: Self.pdfType
        case .image(let image): image.file.format.mediaType
        }
    }

    var pageCount: Int {
        switch self {
        case .pdf(let document): document.pageCount
        case .image(let image): image.file.frames.count
        }
    }

    /// - Parameter number: counted from 1.
    /// - Returns: nil where the page can't be read.
    func page(_ number: Int) throws -> Page? {
        switch self {
        case .pdf(let document): document.page(number)
        case .image(let image): try image.page(number)
        }
    }

    private static func hasHeader(_ head: UnsafeRawBufferPointer) -> Bool {
        let header = Array("%PDF-".utf8)
        let reach = head.prefix(headerReach)
        return reach.indices.contains { reach[$0...].starts(with: header) }
    }
}
