// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

/// What a document is that is no PDF: libmagic's word, the names inside an archive or a compound file, and, between kinds of
/// text that look alike, the ending of its name.
struct DocumentType {
    let guess: String
    /// The first bytes.
    let head: [UInt8]
    let document: Int32
    let request: ConversionRequest

    /// How a zip archive begins: with a file, empty, or in parts.
    private static let archives: [[UInt8]] = [[3, 4], [5, 6], [7, 8]].map { Array("PK".utf8) + $0 }

    /// - Throws: `Failure` where the document must not be taken: a bomb, or encrypted.
    func mediaType() throws -> String {
        if Self.archives.contains(where: head.starts) {
            return try ZipExamination(document: document, limit: request.limits.unpackedBytes).mediaType()
        }
        if let file = CompoundFile(document: document) { return try mediaType(of: file) }
        return isText || isTextOnPDF ? textType : guess
    }

    // MARK: Text

    private static let textual: Set<String> = ["application/csv", "application/json", "application/x-ndjson"]

    private var isText: Bool {
        guess != "text/rtf" && (guess.hasPrefix("text/") || Self.textual.contains(guess))
    }

    /// libmagic takes text for a PDF that speaks of `%PDF-` at its beginning.
    private var isTextOnPDF: Bool {
        guess == "application/pdf" && head.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
    }

    private var textType: String {
        switch request.fileExtension {
        case "md", "markdown": return "text/markdown"
        case "csv": return "text/csv"
        case "tsv": return "text/tab-separated-values"
        case "html", "htm", "xhtml": return "text/html"
        case "txt" where guess != "text/html": return "text/plain"
        default: break
        }
        switch guess {
        case "text/html": return guess
        case "text/csv", "application/csv": return "text/csv"
        default: return "text/plain"
        }
    }

    // MARK: Compound files (DOC, XLS, PPT)

    /// Streams by which a compound file's kind is known.
    private static let streams = [
        ("WordDocument", "application/msword"), ("PowerPoint Document", "application/vnd.ms-powerpoint"),
        ("Workbook", "application/vnd.ms-excel"), ("Book", "application/vnd.ms-excel"),
    ]

    private func mediaType(of file: CompoundFile) throws -> String {
        if file.isEncrypted { throw Self.encrypted }
        if let (_, mediaType) = Self.streams.first(where: { file.holds($0.0) }) { return mediaType }
        if guess == "application/encrypted" { throw Self.encrypted }
        return guess
    }

    static let encrypted = Failure(
        .encrypted,
        "The document is encrypted; remove its password and send it again."
    )
}
