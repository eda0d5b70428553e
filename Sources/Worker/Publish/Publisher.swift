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
    /// What could not be recorded for want of space or the like; see `Reconciler.mend`.
    let unrecorded = SharedQueue<Ending>([])

    /// How an attempt ended that brought nothing, or whose results could not be recorded.
    struct Ending: Sendable {
        let claimed: ClaimedJob
        let failure: Failure
    }

    init(
        spool: Spool,
        store: any JobStore,
        outputBytes: Int,
        attempts: Int,
        retryDelay: Duration,
        logger: Logger
    ) {
        self.spool = spool
        self.store = store
        self.outputBytes = outputBytes
        self.attempts = attempts
        self.retryDelay = retryDelay
        self.logger = logger
    }

    /// Publishes what *assemble* built, and completes the job.
    /// - Throws: `Failure` or `SpoolError`; then nothing has been published.
    func publish(_ plan: JobPlan, by converter: ConverterFacts) async throws {
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
                engine: converter.versions,
                sandbox: converter.sandbox,
                document: Manifest.Document(bytes: job.bytes, sha256: job.sha256),
                createdAt: job.createdAt,
                finishedAt: Date()
            )
            try spool.publish(id, attempt: token, manifest: manifest.json)
        }
        do {
            try await complete(plan.claimed, id, mediaType: inspection.mediaType, pages: pages)
        } catch {
            postpone(Ending(claimed: plan.claimed, failure: StepRunner.failure(error)), error)
        }
    }

    private func complete(_ claimed: ClaimedJob, _ id: JobID, mediaType: String, pages: Job.Pages) async throws {
        try await BlockingThreads.shared.run { [spool] in try spool.settle(id) }
        let isOurs = try await store.complete(claimed.fence, mediaType: mediaType, pages: pages)
        logger.info(
            isOurs ? "completed" : "completed, though the job had been taken back",
            metadata: [
                "job": "\(id)", "name": "\(claimed.job.name)", "pages": "\(pages.done)", "failed": "\(pages.failed)",
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
        let ending = Ending(claimed: claimed, failure: failure)
        do { try await end(ending) } catch { postpone(ending, error) }
    }

    /// Safe to repeat.
    func end(_ ending: Ending) async throws {
        let job = ending.claimed.job
        if let id = JobID(job.id), spool.whereabouts(id) == .results {
            throw Failure(.internal, "The job has results.")
        }
        try await discardBuilding(ending.claimed.fence)
        if ending.failure.code.isWorthRetrying && job.attempt < attempts {
            let time = Date() + delay(after: job.attempt)
            _ = try await store.retryLater(ending.claimed.fence, ending.failure, at: time)
        } else {
            try await setAside(job.id, ending.failure)
            _ = try await store.fail(ending.claimed.fence, ending.failure)
        }
    }

    /// The row stays running until the end can be recorded.
    func postpone(_ ending: Ending, _ error: any Error) {
        unrecorded.put(ending)
        logger.error(
            "the end of a job can't be recorded yet",
            metadata: ["job": "\(ending.claimed.job.id)", "error": "\(error)"]
        )
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

    /// Seconds: doubles with each attempt.
    private func delay(after attempt: Int) -> Double {
        min(retryDelay.inSeconds * Double(1 << min(attempt - 1, 20)), Retry.longestDelay)
    }
}
