// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Spool

/// Brings records and folders together when a worker becomes active: the folders say what has happened.
struct Reconciler: Sendable {
    let spool: Spool
    let state: StateFolder
    let store: any JobStore
    let intake: Intake
    let publisher: Publisher
    let retention: Retention
    let restorer: Restorer
    let logger: Logger

    func run() async throws {
        try await retention.finish()
        try await BlockingThreads.shared.run {
            for error in try spool.sweepBuilding() {
                logger.warning("what was left can't be removed", metadata: ["error": "\(error)"])
            }
            guard try state.isAfterBoot else { return }
            // The machine was started anew: files that were not synchronized may be empty or torn.
            var isAllRemoved = true
            for id in try spool.activeIDs() {
                do {
                    try spool.removeProgress(of: id)
                } catch let error as SpoolError {
                    isAllRemoved = false
                    try passOver(id, error)
                }
            }
            // Last, and only then: whoever comes next begins again.
            if isAllRemoved { try state.noteBoot() }
        }
        let interrupted = try await store.recover()
        for claimed in interrupted { try await weigh(claimed) }
        for job in try await open() {
            do {
                try await settle(job)
            } catch let error as SpoolError where error.isUnreadable {
                logger.error("a job can't be looked up", metadata: ["job": "\(job.id)", "error": "\(error)"])
            }
        }
        for id in try spool.activeIDs() {
            do {
                try await place(id)
            } catch let error as SpoolError {
                try passOver(id, error)
            }
        }
        try await restorer.run()
    }

    /// One folder that can't be read or worked with keeps nobody from starting.
    /// - Throws: the error, where it is of another kind.
    private func passOver(_ id: JobID, _ error: SpoolError) throws(SpoolError) {
        guard error.isUnreadable || !error.isPassing else { throw error }
        logger.error("a folder in spool/active can't be worked with", metadata: ["job": "\(id)", "error": "\(error)"])
        guard !error.isUnreadable else { return }
        try spool.leave(id)
        logger.error("its name ends in .left now", metadata: ["job": "\(id)"])
    }

    /// A job that was running when the worker ended: that attempt counts, and was perhaps the last.
    private func weigh(_ claimed: ClaimedJob) async throws {
        let job = claimed.job
        guard job.attempt >= publisher.attempts, let id = JobID(job.id), try spool.locate(id) == .active else { return }
        try await setAside(exhausted: job)
    }

    private func setAside(exhausted job: Job) async throws {
        let failure = Failure(.crashed, "The worker ended \(job.attempt) times while on this document.")
        try await publisher.setAside(job, failure)
        _ = try await store.abandon(job.id, failure)
    }

    private func open() async throws -> [Job] {
        var open: [Job] = []
        for state in [JobState.queued, .retrying] {
            var query = JobQuery(state: state, limit: JobQuery.largestPage)
            repeat {
                let page = try await store.jobs(query)
                open += page
                query.cursor = page.count == query.limit ? page.last.map(JobCursor.init(after:)) : nil
            } while query.cursor != nil
        }
        return open
    }

    /// A record that says queued or retrying: its folder may say more.
    private func settle(_ job: Job) async throws {
        guard let id = JobID(job.id) else { return }
        switch try spool.locate(id) {
        case .inbox: return
        // Its last attempt was counted when the one before this start was cut short.
        case .active where job.status == .queued && job.attempt >= publisher.attempts:
            try await setAside(exhausted: job)
        case .active: return
        case .results: try await publisher.complete(id)
        case .quarantine: _ = try await store.abandon(job.id, reason(of: id))
        case nil:
            logger.error("a document is gone", metadata: ["job": "\(job.id)", "name": "\(job.name)"])
            let failure = Failure(.internal, "The document is no longer in the shared folder.")
            _ = try await store.abandon(job.id, failure)
        }
    }

    /// A claimed folder: one without a record is admitted now; one whose job has ended is cleared away.
    private func place(_ id: JobID) async throws {
        switch try await store.job(id.text)?.status {
        case nil: try await admit(id)
        case .completed: try await BlockingThreads.shared.run { [spool] in try spool.settle(id) }
        case .failed, .cancelled: try await setAside(id)
        case .queued, .running, .retrying:
            if try spool.locate(id) == .results {
                try await BlockingThreads.shared.run { [spool] in try spool.settle(id) }
            }
        }
    }

    private func admit(_ id: JobID) async throws {
        // A plain file's folder is made before the file moves in; where it did not, the file is in the inbox still.
        if try spool.clearUnfinishedClaim(id) {
            return logger.notice("an unfinished claim is cleared away", metadata: ["job": "\(id)"])
        }
        await intake.admit(Claim(earlier: id))
    }

    private func setAside(_ id: JobID) async throws {
        guard let job = try await store.job(id.text) else { return }
        try await publisher.setAside(job, job.error ?? Failure(.cancelled, "An operator cancelled the job."))
    }

    private func reason(of id: JobID) throws -> Failure {
        let reason = try spool.reason(of: id).flatMap { try? RecordCoding.decoder.decode(Failure.self, from: Data($0)) }
        return reason ?? Failure(.internal, "The document is in quarantine without a reason.")
    }
}
