// SPDX-License-Identifier: GPL-3.0-or-later

import Crypto
import FoundationEssentials
import Jobs
import Spool

/// Hands documents to the shared folder.
struct FolderSubmitter: Submitter {
    let site: Site
    /// Nil where the command line says nothing of it.
    let options: RequestedOptions?

    func submit(_ document: SourceDocument) async throws -> Job {
        let upload = try site.spool.beginUpload()
        do {
            let request = try await receive(document, upload)
            try upload.accept(request: request.json)
            return job(upload.id, request)
        } catch {
            upload.discard()
            throw error
        }
    }

    private func receive(_ document: SourceDocument, _ upload: Upload) async throws -> JobRequest {
        var hash = SHA256()
        var bytes: Int64 = 0
        while true {
            let chunk = try await document.nextChunk()
            if chunk.isEmpty { break }
            try chunk.withUnsafeBytes { raw in
                hash.update(bufferPointer: raw)
                try upload.write(raw)
            }
            bytes += Int64(chunk.count)
        }
        guard bytes > 0 else { throw SourceDocument.empty(document.place) }
        return JobRequest(
            name: document.name,
            bytes: bytes,
            sha256: Self.hexadecimal(hash.finalize()),
            receivedAt: Date(),
            options: options
        )
    }

    private func job(_ id: JobID, _ request: JobRequest) -> Job {
        StoredJob(waiting: id.text, time: id.time, request: request, defaults: site.records.defaults).job
    }

    private static func hexadecimal(_ digest: SHA256Digest) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
