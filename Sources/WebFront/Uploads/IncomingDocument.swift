// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import Spool

/// A document being received: a few buffers wait in memory, so that the disk is called seldom and a small document
/// needs one call in all.
struct IncomingDocument {
    /// Bytes that may wait.
    static let window = 256 << 10

    let file: DocumentFile
    private var waiting: [ByteBuffer] = []
    private var waitingBytes = 0
    private(set) var isEmpty = true

    init(name: String, spool: Spool, space: SpaceReservation) {
        file = DocumentFile(name: name, spool: spool, space: space)
    }

    mutating func append(_ buffer: ByteBuffer) async throws {
        guard buffer.readableBytes > 0 else { return }
        isEmpty = false
        waiting.append(buffer)
        waitingBytes += buffer.readableBytes
        if waitingBytes >= Self.window { try await flush() }
    }

    mutating func flush() async throws {
        guard let work = takeWaiting() else { return }
        try await BlockingThreads.shared.run(work)
    }

    /// The rest of the writing, for the caller to run where it may wait.
    mutating func takeWaiting() -> (@Sendable () throws -> Void)? {
        guard !waiting.isEmpty else { return nil }
        let buffers = waiting
        waiting = []
        waitingBytes = 0
        return { [file] in try file.write(buffers) }
    }
}
