// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Logging
import Spool

/// Makes records for jobs that have ended and have none: after the loss of the database, or of its latest part. Those
/// that have not ended are admitted anew, as any document is.
struct Restorer: Sendable {
    /// Jobs of one transaction.
    private static let batch = 500

    let spool: Spool
    let store: any JobStore
    let defaults: JobOptions
    let logger: Logger

    func run() async throws {
        var restored = 0
        let ids = try await BlockingThreads.shared.run { [spool] in try spool.resultIDs() + spool.setAsideIDs() }
        for start in stride(from: 0, to: ids.count, by: Self.batch) {
            let batch = ids[start..<min(start + Self.batch, ids.count)]
            let unknown = try await store.unrecorded(among: batch.map(\.text))
            guard !unknown.isEmpty else { continue }
            let jobs = try await BlockingThreads.shared.run { try unknown.compactMap(JobID.init).compactMap(job) }
            restored += try await store.restore(jobs)
        }
        if restored > 0 { logger.notice("records were made again from the folders", metadata: ["jobs": "\(restored)"]) }
    }

    /// One that can't be read keeps nobody from starting; the next start tries it again.
    private func job(_ id: JobID) throws -> StoredJob? {
        do {
            return try spool.endedJob(id, defaults: defaults)
        } catch let error as SpoolError where error.isUnreadable {
            logger.error("a job can't be restored", metadata: ["job": "\(id)", "error": "\(error)"])
            return nil
        }
    }
}

extension Spool {
    /// What the folders say of a job that has ended; nil where they know of none.
    /// - Throws: where it can't be told just now.
    func endedJob(_ id: JobID, defaults: JobOptions) throws -> StoredJob? {
        switch try locate(id) {
        case .results: StoredJob(published: id.text, time: id.time, manifest: try manifest(of: id))
        case .quarantine:
            StoredJob(
                setAside: id.text,
                time: id.time,
                request: requestAnywhere(of: id),
                reason: try reason(of: id),
                defaults: defaults
            )
        case .inbox, .active, nil: nil
        }
    }
}
