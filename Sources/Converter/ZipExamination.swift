// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import CZip
import Confinement
import Conversion
import Glibc

/// Looks through a zip archive before any other program sees it: what kind of document it holds, and whether it stays
/// within bounds when it is unpacked. Every entry really is unpacked: what an archive says of itself proves nothing.
struct ZipExamination {
    /// Most entries of one archive.
    private static let mostEntries: Int64 = 20_000
    /// Archives in archives.
    private static let deepest = 3
    /// Bytes of an inner archive that is looked through.
    private static let largestInner = 64 << 20
    /// How many times its own size an archive may have once it is more than `harmless`.
    private static let largestRatio: UInt64 = 200
    private static let harmless: UInt64 = 50_000_000

    let document: Int32
    /// Bytes of all that is unpacked.
    let limit: UInt64

    func mediaType() throws -> String {
        var facts = stat()
        guard fstat(document, &facts) == 0 else { throw SystemError("stat the document") }
        var code: Int32 = 0
        let copy = fcntl(document, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0, lseek(copy, 0, SEEK_SET) == 0, let archive = zip_fdopen(copy, 0, &code) else {
            if copy >= 0 { close(copy) }
            throw Self.damaged
        }
        defer { zip_discard(archive) }
        var budget = Budget(limit: limit, packed: UInt64(max(1, facts.st_size)))
        try Self.examine(archive, size: UInt64(facts.st_size), &budget, depth: 1)
        return try Self.kind(of: archive)
    }

    private static let damaged = Failure(.corrupt, "The document is a damaged zip archive.")

    // MARK: Bounds

    private struct Budget {
        let limit: UInt64
        let packed: UInt64
        var unpacked: UInt64 = 0

        mutating func spend(_ bytes: UInt64) throws {
            unpacked += bytes
            guard unpacked <= limit else {
                throw Failure(.tooLarge, "Unpacked, the document has more than \(limit) bytes (max-unpacked).")
            }
            guard unpacked <= ZipExamination.harmless || unpacked / packed <= ZipExamination.largestRatio else {
                throw Failure(
                    .tooLarge,
                    "Unpacked, the document has more than \(ZipExamination.largestRatio) times its size."
                )
            }
        }
    }

    private static func examine(_ archive: OpaquePointer, size: UInt64, _ budget: inout Budget, depth: Int) throws {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0 else { throw damaged }
        guard count <= mostEntries else {
            throw Failure(.tooLarge, "The document is an archive of \(count) entries; the limit is \(mostEntries).")
        }
        var packed: UInt64 = 0
        for index in 0..<UInt64(count) {
            var facts = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &facts) == 0 else { throw damaged }
            try requirePlain(facts)
            packed += min(facts.comp_size, size)
            // Entries that share their bytes: how the worst bombs are made.
            guard packed <= size else { throw Failure(.tooLarge, "The document's archive has entries that overlap.") }
            try unpack(index, of: archive, &budget, depth: depth)
        }
    }

    private static func requirePlain(_ facts: zip_stat_t) throws {
        let name = facts.name.map { String(cString: $0) } ?? ""
        let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
        guard !name.hasPrefix("/"), !name.hasPrefix("\\"), !parts.contains("..") else {
            throw Failure(.unsafeFile, "The document's archive has an entry that leads out of it.")
        }
        guard facts.encryption_method == UInt16(ZIP_EM_NONE) else { throw DocumentType.encrypted }
    }

    private static func unpack(
        _ index: UInt64,
        of archive: OpaquePointer,
        _ budget: inout Budget,
        depth: Int
    ) throws {
        guard let file = zip_fopen_index(archive, index, 0) else { throw damaged }
        defer { zip_fclose(file) }
        var inner: [UInt8] = []
        var isInner = false
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // A damaged entry: the program that opens the document may do without.
        while case let count = zip_fread(file, &buffer, UInt64(buffer.count)), count > 0 {
            try budget.spend(UInt64(count))
            if inner.isEmpty { isInner = buffer.starts(with: [0x50, 0x4B, 3, 4]) }
            if isInner || inner.isEmpty { inner += buffer.prefix(Int(count)) }
            guard inner.count <= largestInner else {
                throw Failure(.tooLarge, "The document holds an archive of more than \(largestInner) bytes.")
            }
        }
        if isInner { try examine(inner, &budget, depth: depth + 1) }
    }

    /// An archive in the archive, such as a sheet in a text.
    private static func examine(_ bytes: [UInt8], _ budget: inout Budget, depth: Int) throws {
        guard depth <= deepest else {
            throw Failure(.tooLarge, "The document holds archives in archives, more than \(deepest) deep.")
        }
        var reason = zip_error_t()
        try bytes.withUnsafeBytes { raw in
            guard let source = zip_source_buffer_create(raw.baseAddress, UInt64(raw.count), 0, &reason) else { return }
            guard let archive = zip_open_from_source(source, ZIP_RDONLY, &reason) else {
                return zip_source_free(source)
            }
            defer { zip_discard(archive) }
            try examine(archive, size: UInt64(raw.count), &budget, depth: depth)
        }
    }

    // MARK: Kind

    /// The main part of an Office Open XML package (ECMA-376), by its folder.
    private static let packages = [
        ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ]

    private static func kind(of archive: OpaquePointer) throws -> String {
        if let mediaType = try declaredType(in: archive) { return mediaType }
        let names = (0..<UInt64(max(0, zip_get_num_entries(archive, 0)))).compactMap { index in
            zip_get_name(archive, index, 0).map { String(cString: $0).lowercased() }
        }
        guard names.contains("[content_types].xml") else { return "application/zip" }
        return packages.first { package in names.contains { $0.hasPrefix(package.0) } }?.1 ?? "application/zip"
    }

    /// What an OpenDocument or EPUB package says of itself in its entry `mimetype`.
    private static func declaredType(in archive: OpaquePointer) throws -> String? {
        guard let bytes = contents("mimetype", of: archive, atMost: 200) else { return nil }
        let mediaType = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }.lowercased()
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789/.+-".utf8)
        guard mediaType.hasPrefix("application/"), mediaType.utf8.allSatisfy(allowed.contains) else { return nil }
        let encrypted = Array("encryption-data".utf8)
        if let manifest = contents("META-INF/manifest.xml", of: archive, atMost: 1 << 20),
            manifest.indices.contains(where: { manifest[$0...].starts(with: encrypted) })
        {
            throw DocumentType.encrypted
        }
        return mediaType
    }

    private static func contents(_ name: String, of archive: OpaquePointer, atMost limit: Int) -> [UInt8]? {
        guard let file = zip_fopen(archive, name, 0) else { return nil }
        defer { zip_fclose(file) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = zip_fread(file, &bytes, UInt64(limit))
        return count > 0 ? Array(bytes.prefix(Int(count))) : nil
    }
}
