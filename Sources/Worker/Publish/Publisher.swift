// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Spool

/// Brings a job to its end: results published, or the document set aside, or another attempt later.
struct Publisher: Sendable {
    let spool: Spool
    let store: any JobStore
    let outputBytes: Int
    let attempts: Int
    let retryDelay: Duration
    let logger: Logger

    /// Publishes what *assemble* built.
    /// - Throws: `Failure` or `SpoolError`; then nothing has been published.
    func publish(_ plan: JobPlan, engine: EngineVersions) async throws {
        let job = plan.claimed.job
        guard let id = JobID(job.id), let inspection = plan.inspection else { return }
        let pages = plan.pages
        let failed = plan.failedPages.sorted { $0.key < $1.key }.map {
            Manifest.FailedPage(page: $0.key, code: $0.value.code, message: $0.value.message)
        }
        let token = Int(plan.claimed.fence.token)
        try await BlockingThreads.shared.run { [spool, outputBytes] in
            let built = try spool.built(id, attempt: token)
            var inventory = OutputInventory(limit: outputBytes)
            try inventory.take(built)
            let manifest = Manifest(
                id: job.id,
                name: job.name,
                mediaType: inspection.mediaType,
                pages: pages,
                failedPages: failed,
                outputs: inventory.outputs,
                engine: engine.versions,
                document: Manifest.Document(bytes: job.bytes, sha256: job.sha256),
                createdAt: job.createdAt,
                finishedAt: Date()
            )
            try spool.publish(id, attempt: token, manifest: manifest.json)
        }
        let isOurs = try await store.complete(plan.claimed.fence, mediaType: inspection.mediaType, pages: pages)
        logger.info(
            isOurs ? "completed" : "completed, though the job had been taken back",
            metadata: [
                "job": "\(job.id)", "name": "\(job.name)", "pages": "\(pages.done)", "failed": "\(pages.failed)",
            ]
        )
    }

    /// Ends an attempt that brought nothing: the job is tried again later, or set aside for good.
    func fail(_ claimed: ClaimedJob, _ failure: Failure) async {
        let job = claimed.job
        logger.notice(
            "attempt failed",
            metadata: [
                "job": "\(job.id)", "name": "\(job.name)", "attempt": "\(job.attempt)", "reason": "\(failure)",
            ]
        )
        do {
            try? await discardBuilding(claimed.fence)
            if failure.code.isWorthRetrying && job.attempt < attempts {
                _ = try await store.retryLater(claimed.fence, failure, at: Date() + delay(after: job.attempt))
            } else {
                try await setAside(job.id, failure)
                _ = try await store.fail(claimed.fence, failure)
            }
        } catch {
            // The row stays running; the next start of a worker looks at the folders and mends it.
            logger.error("recording a failure failed", metadata: ["job": "\(job.id)", "error": "\(error)"])
        }
    }

    private func discardBuilding(_ fence: Fence) async throws {
        guard let id = JobID(fence.id) else { return }
        try await BlockingThreads.shared.run { [spool] in try spool.discardBuilding(id, attempt: Int(fence.token)) }
    }

    func setAside(_ id: String, _ failure: Failure) async throws {
        guard let id = JobID(id) else { return }
        let reason = try Array(RecordCoding.encoder.encode(failure))
        try await BlockingThreads.shared.run { [spool] in try spool.setAside(id, reason: reason) }
    }

    /// Seconds: doubles with each attempt, at most an hour.
    private func delay(after attempt: Int) -> Double {
        min(retryDelay.inSeconds * Double(1 << min(attempt - 1, 20)), 3600)
    }
}
