// SPDX-License-Identifier: GPL-3.0-or-later

import Crypto
import Foundation
import Jobs
import NIOCore
import Spool
import Synchronization

/// A document on its way to the disk. Its calls wait for the disk: they belong on `BlockingThreads`.
final class DocumentFile: Sendable {
    private struct Written {
        var upload: Upload?
        var hash = SHA256()
        var bytes: Int64 = 0
    }

    /// The client's name for it.
    let name: String
    private let spool: Spool
    private let space: SpaceReservation
    private let written = Mutex(Written())

    init(name: String, spool: Spool, space: SpaceReservation) {
        self.name = name
        self.spool = spool
        self.space = space
    }

    func write(_ buffers: [ByteBuffer]) throws {
        try written.withLock { written in
            let upload = try written.upload ?? beginUpload()
            written.upload = upload
            for buffer in buffers {
                try space.willWrite(buffer.readableBytes)
                try buffer.withUnsafeReadableBytes { bytes in
                    try upload.write(bytes)
                    space.wrote(bytes.count)
                    written.hash.update(bufferPointer: bytes)
                }
                written.bytes += Int64(buffer.readableBytes)
            }
        }
    }

    private func beginUpload() throws -> Upload {
        try space.beginDocument()
        return try spool.beginUpload()
    }

    /// Makes it durable, not yet visible.
    func prepare(options: JobOptions) throws -> Job? {
        try written.withLock { written -> Job? in
            guard let upload = written.upload else { return nil }
            let digest = Self.hexadecimal(written.hash.finalize())
            let now = Date()
            let request = JobRequest(
                name: name,
                bytes: written.bytes,
                sha256: digest,
                receivedAt: now,
                options: RequestedOptions(options)
            )
            try upload.prepare(request: request.json)
            let id = upload.id
            return StoredJob(waiting: id.text, time: id.time, request: request, defaults: options).job
        }
    }

    func handIn() throws(SpoolError) { try upload?.handIn() }

    /// Leaves nothing behind; takes back what was handed in.
    func discard() {
        upload?.withdraw()
        upload?.discard()
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private var upload: Upload? { written.withLock { $0.upload } }
}
