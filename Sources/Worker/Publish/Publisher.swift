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
    let gate: StorageGate
    let blame: StorageBlame
    let logger: Logger
    /// Attempts whose end could not be recorded.
    private let unsettled = SharedQueue<(claimed: ClaimedJob, end: AttemptEnd)>([])

    init(
        spool: Spool,
        store: any JobStore,
        configuration: WorkerConfiguration,
        gate: StorageGate,
        blame: StorageBlame,
        logger: Logger
    ) {
        self.spool = spool
        self.store = store
        outputBytes = configuration.limits.outputBytes
        attempts = configuration.attempts
        retryDelay = configuration.retryDelay
        self.gate = gate
        self.blame = blame
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
        let options = plan.claimed.options
        let expected = ExpectedOutputs(plan.outputs, of: plan.deliveredPages, added: plan.addedFiles)
        let token = Int(plan.claimed.fence.token)
        try await BlockingThreads.shared.run { [spool, outputBytes] in
            let built = try spool.built(id, attempt: token)
            var inventory = OutputInventory(expected, limit: outputBytes)
            try inventory.take(built)
            try inventory.requireWhole()
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
                options: options,
                attempt: job.attempt,
                createdAt: job.createdAt,
                startedAt: job.startedAt,
                finishedAt: Date()
            )
            try spool.publish(id, attempt: token, manifest: manifest.json)
        }
        do {
            try await complete(plan.claimed, id, mediaType: inspection.mediaType, pages: pages)
        } catch {
            putOff(plan.claimed, .published, error)
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
        await conclude(claimed, .failed(failure))
    }

    /// Gives a job back, unharmed unless it has filled the disk. One whose end waits to be recorded keeps that end.
    /// - Parameter isToBlame: whether it is known to have.
    func giveBack(_ claimed: ClaimedJob, isToBlame: Bool) async {
        guard !unsettled.contains({ $0.claimed.fence == claimed.fence }) else { return }
        await conclude(claimed, isToBlame ? .filledDisk : .givenBack)
    }

    /// Tries again to record what came of attempts.
    func settleUnsettled() async {
        guard gate.reason == nil else { return }
        for (claimed, end) in unsettled.takeAll() { await conclude(claimed, end) }
    }

    private enum AttemptEnd: Sendable {
        case published
        case failed(Failure)
        case givenBack
        /// Its own files are what the disk has no room for.
        case filledDisk
    }

    private func conclude(_ claimed: ClaimedJob, _ end: AttemptEnd) async {
        // Before its files go.
        let end = await weighed(end, claimed)
        do {
            try? await discardBuilding(claimed.fence)
            try await record(claimed, end)
        } catch {
            putOff(claimed, end, error)
        }
    }

    /// An attempt that ends for want of space counts where the space went into this very document: else it would fill the
    /// disk again and again, and stop all others each time.
    private func weighed(_ end: AttemptEnd, _ claimed: ClaimedJob) async -> AttemptEnd {
        switch end {
        case .failed(let failure) where failure.code == .diskFull: break
        case .givenBack where gate.reason == .diskFull: break
        default: return end
        }
        guard let id = JobID(claimed.job.id) else { return end }
        let isToBlame = try? await BlockingThreads.shared.run { [blame] in
            blame.fallsOn(id, attempt: Int(claimed.fence.token))
        }
        return isToBlame == true ? .filledDisk : end
    }

    /// The row stays running until the end can be recorded.
    private func putOff(_ claimed: ClaimedJob, _ end: AttemptEnd, _ error: any Error) {
        // Before the report, upon which the jobs in hand are given back.
        unsettled.put((claimed, end))
        gate.report(StepRunner.failure(error).code)
        let facts: Logger.Metadata = ["job": "\(claimed.job.id)", "error": "\(error)"]
        logger.error("what came of a job can't be recorded yet", metadata: facts)
    }

    private func record(_ claimed: ClaimedJob, _ end: AttemptEnd) async throws {
        guard let id = JobID(claimed.job.id) else { return }
        // Published; only the record does not say so yet.
        if try spool.locate(id) == .results { return try await complete(id) }
        // An operator may have come between.
        guard try await store.holds(claimed.fence) else { return }
        switch end {
        case .published: return
        case .givenBack: _ = try await store.release(claimed.fence)
        case .failed(let failure): try await record(claimed, id, failure)
        case .filledDisk:
            try await onDisk { try $0.removeProgress(of: id) }
            gate.report(.diskFull)
            let words = "The disk was full, of what was being made of this document. Free some space, or ask for less."
            try await count(claimed, id, Failure(.diskFull, words))
        }
    }

    private func record(_ claimed: ClaimedJob, _ id: JobID, _ failure: Failure) async throws {
        guard failure.code.isOfStorage else { return try await count(claimed, id, failure) }
        gate.report(failure.code)
        // What was written before an error of the disk may be lost with it.
        if failure.code == .ioError { try await onDisk { try $0.removeProgress(of: id) } }
        _ = try await store.postpone(claimed.fence, failure, until: Date() + delay(after: 1))
    }

    /// The attempt counts: another one, or none.
    private func count(_ claimed: ClaimedJob, _ id: JobID, _ failure: Failure) async throws {
        let job = claimed.job
        if failure.code.isWorthRetrying && job.attempt < attempts {
            _ = try await store.retryLater(claimed.fence, failure, at: Date() + delay(after: job.attempt))
        } else {
            try await setAside(job, failure)
            _ = try await store.fail(claimed.fence, failure)
            logger.notice("set aside", metadata: ["job": "\(id)", "name": "\(job.name)", "reason": "\(failure)"])
        }
    }

    /// Completes the record of a job whose results are there.
    func complete(_ id: JobID) async throws {
        guard let bytes = try spool.manifest(of: id) else { return }
        let manifest = try RecordCoding.decoder.decode(Manifest.self, from: Data(bytes))
        _ = try await store.settle(id.text, mediaType: manifest.mediaType, pages: manifest.pages)
        try await onDisk { try $0.settle(id) }
    }

    /// Removes finished slices, which are made again, while space is short: those of the youngest jobs first, so that the
    /// oldest get on.
    func makeRoom() async {
        do {
            try await BlockingThreads.shared.run { [spool, blame, logger] in
                for id in try spool.activeIDs().reversed() where blame.probe.shortage() == .diskFull {
                    do {
                        try spool.removeProgress(of: id)
                    } catch {
                        // It may just have ended.
                        let facts: Logger.Metadata = ["job": "\(id)", "error": "\(error)"]
                        logger.debug("finished slices can't be removed", metadata: facts)
                    }
                }
            }
        } catch {
            logger.warning("the jobs in hand can't be looked through", metadata: ["error": "\(error)"])
        }
    }

    private func onDisk(_ work: @escaping @Sendable (Spool) throws -> Void) async throws {
        try await BlockingThreads.shared.run { [spool] in try work(spool) }
    }

    private func discardBuilding(_ fence: Fence) async throws {
        guard let id = JobID(fence.id) else { return }
        try await BlockingThreads.shared.run { [spool] in try spool.discardBuilding(id, attempt: Int(fence.token)) }
    }

    /// - Parameter job: as its record says so far.
    func setAside(_ job: Job, _ failure: Failure) async throws {
        guard let id = JobID(job.id) else { return }
        var job = job
        job.finishedAt = job.finishedAt ?? Date()
        let reason = try SetAsideReason(failure, job: job).json
        try await spool.setAside(id, reason: reason, logger: logger)
    }

    /// Seconds: doubles with each attempt.
    private func delay(after attempt: Int) -> Double {
        min(retryDelay.inSeconds * Double(1 << min(attempt - 1, 20)), Retry.longestDelay)
    }
}
