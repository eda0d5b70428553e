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
    static let headSize = 1 << 18
    private static let pdfType = "application/pdf"

    /// The descriptor stays the caller's.
    /// - Parameter descriptor: of a document that `takes(_:)` takes.
    init(descriptor: Int32, limits: Limits) throws {
        let file = try MappedFile(descriptor)
        if let format = ImageFormat(file.bytes) {
            self = .image(try ImageDocument(format, file, limits: limits))
        } else {
            self = .pdf(try Document(descriptor: descriptor))
        }
    }

    /// By its first bytes; nil where they do not show that it is taken.
    static func mediaType(of head: UnsafeRawBufferPointer) -> String? {
        ImageFormat(head)?.mediaType ?? (hasHeader(head) ? pdfType : nil)
    }

    static func takes(_ mediaType: String) -> Bool {
        mediaType == pdfType || ImageFormat(rawValue: mediaType) != nil
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

    /// What is wrong with it though it can be converted, in a sentence each.
    /// - Throws: `Failure` where it can't.
    func warnings() throws -> [String] {
        switch self {
        case .pdf: []
        case .image(let image): try image.warnings()
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

    /// After other bytes a header alone is no PDF: a text may speak of it.
    private static func hasHeader(_ head: UnsafeRawBufferPointer) -> Bool {
        guard let place = place(of: "%PDF-", in: head.prefix(headerReach)) else { return false }
        return place == 0 || self.place(of: " obj", in: head[place...]) != nil
    }

    private static func place(of word: String, in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
        bytes.indices.first { bytes[$0...].starts(with: word.utf8) }
    }
}
