// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

/// What a document is that is no PDF: libmagic's word, the names inside an archive or a compound file, and, between kinds of
/// text that look alike, the ending of its name.
struct DocumentType {
    let guess: String
    /// The first bytes.
    let head: [UInt8]
    let document: Int32
    let request: ConversionRequest

    /// - Throws: `Failure` where the document must not be taken: a bomb, or encrypted.
    func mediaType() throws -> String {
        if head.starts(with: Array("PK".utf8)) {
            return try ZipExamination(document: document, limit: request.limits.unpackedBytes).mediaType()
        }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return try compoundFile() }
        return isText ? textType : guess
    }

    // MARK: Text

    private static let textual: Set<String> = ["application/csv", "application/json", "application/x-ndjson"]

    private var isText: Bool {
        guess != "text/rtf" && (guess.hasPrefix("text/") || Self.textual.contains(guess))
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

    /// Streams by which a compound file's kind is known; their names stand in its directory as UTF-16LE.
    private static let streams = [
        ("EncryptedPackage", ""), ("WordDocument", "application/msword"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"), ("Workbook", "application/vnd.ms-excel"),
        ("Book", "application/vnd.ms-excel"),
    ]

    private func compoundFile() throws -> String {
        let directory = directorySector()
        for (name, mediaType) in Self.streams where directory.holds(name) {
            guard !mediaType.isEmpty else { throw Self.encrypted }
            return mediaType
        }
        if guess == "application/encrypted" { throw Self.encrypted }
        return guess
    }

    static let encrypted = Failure(
        .encrypted,
        "The document is encrypted; remove its password and send it again."
    )

    /// The first bytes and those where the directory begins ([MS-CFB] 2.2: sector size at 30, first sector of the directory
    /// at 48).
    private func directorySector() -> CompoundDirectory {
        guard head.count >= 512 else { return CompoundDirectory(bytes: head) }
        let shift = min(Int(head[30]), 12)
        let sector = (0..<4).reduce(0) { $0 | Int(head[48 + $1]) << (8 * $1) }
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = pread(document, &bytes, bytes.count, off_t((sector + 1) << shift))
        return CompoundDirectory(bytes: Array(bytes.prefix(max(0, count))))
    }
}

/// Entries of 128 bytes, each beginning with its name ([MS-CFB] 2.6.1).
private struct CompoundDirectory {
    let bytes: [UInt8]

    func holds(_ name: String) -> Bool {
        let wanted: [UInt8] = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0, 0]
        return stride(from: 0, to: bytes.count, by: 128).contains { bytes[$0...].starts(with: wanted) }
    }
}
