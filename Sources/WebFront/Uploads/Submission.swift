// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import NIOCore
import Spool

/// The documents of one request: all of them become jobs, or none.
struct Submission {
    private let spool: Spool
    private let space: SpaceReservation
    private var documents: [IncomingDocument] = []

    init(spool: Spool, space: SpaceReservation) {
        self.spool = spool
        self.space = space
    }

    var isEmpty: Bool { documents.isEmpty }

    mutating func begin(name: String?) async throws {
        try await finishDocument()
        documents.append(IncomingDocument(name: ClientFileName(name).text, spool: spool, space: space))
    }

    mutating func append(_ buffer: ByteBuffer) async throws {
        guard !documents.isEmpty else { return }
        try await documents[documents.count - 1].append(buffer)
    }

    /// Nothing of a document waits in memory once the next one comes.
    private mutating func finishDocument() async throws {
        guard !documents.isEmpty else { return }
        try await documents[documents.count - 1].flush()
    }

    /// Makes all documents durable, then visible, and answers their jobs.
    mutating func accept(options: JobOptions) async throws -> [Job] {
        if documents.isEmpty {
            throw Problem(.noFile, "Send a file: as the body with ?filename=, or as the form field \"file\".")
        }
        if let empty = documents.first(where: \.isEmpty) {
            throw Problem(.emptyFile, "\"\(empty.file.name)\" has no bytes. Nothing was accepted.")
        }
        let rest = documents.indices.compactMap { documents[$0].takeWaiting() }
        let files = documents.map(\.file)
        return try await BlockingThreads.shared.run {
            for write in rest { try write() }
            let jobs = try files.compactMap { try $0.prepare(options: options) }
            for file in files { try file.handIn() }
            return jobs
        }
    }

    func discard() async {
        let files = documents.map(\.file)
        try? await BlockingThreads.shared.run { for file in files { file.discard() } }
    }
}
