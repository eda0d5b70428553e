// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Logging
import Spool

/// Deletes what has ended long ago, or is more than is to be kept. It takes turns with the operators' commands, so that
/// no job is brought back while it is being deleted.
actor Retention {
    /// Jobs of one turn; others wait for their turn meanwhile.
    static let batch = 100

    private let spool: Spool
    private let store: any JobStore
    private let policy: RetentionPolicy
    private let clock: @Sendable () throws -> ClockHistory.Reading
    private let logger: Logger
    private let results: KeptFolders
    private let failed: KeptFolders
    private var history: ClockHistory?

    init(
        spool: Spool,
        store: any JobStore,
        policy: RetentionPolicy,
        clock: @escaping @Sendable () throws -> ClockHistory.Reading = ClockHistory.Reading.now,
        logger: Logger
    ) {
        self.spool = spool
        self.store = store
        self.policy = policy
        self.clock = clock
        self.logger = logger
        results = KeptFolders(spool.results, besides: spool.active)
        failed = KeptFolders(spool.quarantine, besides: spool.active)
    }

    /// One turn. Answers whether there is more to be done.
    func run() async -> Bool {
        guard !policy.keepsEverything else { return false }
        do {
            try await finish()
            let history = try await noteTime()
            let isMoreCompleted = try await apply(policy.results, to: [.completed], results, "results", history)
            let isMoreFailed = try await apply(policy.failed, to: [.failed, .cancelled], failed, "failed", history)
            try await pruneEvents(history)
            return isMoreCompleted || isMoreFailed
        } catch {
            logger.error("what has ended can't be deleted; it will be tried again", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Deletes those of the jobs that have ended, still in the way that is said here.
    /// - Returns: those that were deleted.
    func delete(_ jobs: [Job]) async throws -> [Job] {
        let hidden = try await onDisk { try $0.hide(ended: jobs) }
        let gone = Set(try await store.delete(ended: hidden))
        let deleted = hidden.filter { gone.contains($0.id) }
        try await onDisk { spool in for job in deleted { try JobID(job.id).map(spool.removeHidden) } }
        return deleted
    }

    /// Brings deletions to their end that were cut short.
    func finish() async throws {
        for id in try await onDisk({ try $0.hiddenIDs() }) {
            if try spool.locate(id) == nil { _ = try await store.delete(id.text) }
            try await onDisk { try $0.removeHidden(id) }
        }
    }

    private func apply(
        _ keep: RetentionPolicy.Keep,
        to states: [JobState],
        _ folders: KeptFolders,
        _ name: String,
        _ history: ClockHistory
    ) async throws -> Bool {
        var isMore = false
        if let age = keep.seconds, let cutoff = history.cutoff(age: age) {
            let old = try await store.ended(states, before: cutoff, limit: Self.batch)
            isMore = try await deleteAll(old, because: "keep-" + name)
        }
        if let most = keep.bytes {
            let kept = try await BlockingThreads.shared.run { try folders.measure() }
            guard kept.bytes > most else { return isMore }
            let oldest = try await store.ended(states, before: nil, limit: Self.batch)
            let surplus = kept.surplus(over: most, oldest: oldest)
            isMore = try await deleteAll(surplus, because: "max-" + name) || isMore
        }
        return isMore
    }

    /// Answers whether there may be more.
    private func deleteAll(_ jobs: [Job], because reason: String) async throws -> Bool {
        guard !jobs.isEmpty else { return false }
        let deleted = try await delete(jobs)
        for job in deleted {
            logger.info("deleted", metadata: ["job": "\(job.id)", "name": "\(job.name)", "reason": "\(reason)"])
        }
        return deleted.count == Self.batch
    }

    private func pruneEvents(_ history: ClockHistory) async throws {
        guard let age = policy.events, let cutoff = history.cutoff(age: age) else { return }
        let count = try await store.pruneEvents(before: cutoff)
        if count > 0 { logger.info("events deleted", metadata: ["events": "\(count)"]) }
    }

    private func noteTime() async throws -> ClockHistory {
        let reading = try clock()
        var history =
            try history ?? spool.clockHistory.map {
                try RecordCoding.decoder.decode(ClockHistory.self, from: Data($0))
            } ?? ClockHistory()
        let leaps = history.leaps.count
        history.note(reading)
        self.history = history
        if history.leaps.count > leaps, let leap = history.leaps.last {
            logger.notice(
                "the clock went ahead while this was not seen; nothing has aged by it",
                metadata: ["seconds": "\(Int(leap.seconds))"]
            )
        }
        let bytes = try RecordCoding.encoder.encode(history)
        do {
            try await onDisk { try $0.note(clockHistory: Array(bytes)) }
        } catch {
            // On a full disk: deleting makes room for it.
            logger.warning("the time can't be written down", metadata: ["error": "\(error)"])
        }
        return history
    }

    private func onDisk<Value: Sendable>(_ work: @escaping @Sendable (Spool) throws -> Value) async throws -> Value {
        try await BlockingThreads.shared.run { [spool] in try work(spool) }
    }
}

extension Spool {
    /// Takes ended jobs out of sight that stand where such jobs stand, or nowhere. Answers which.
    fileprivate func hide(ended jobs: [Job]) throws -> [Job] {
        let due = try jobs.filter { job in
            guard job.status.isTerminal, let id = JobID(job.id) else { return false }
            let place = try locate(id)
            return place == nil || place == (job.status == .completed ? .results : .quarantine)
        }
        for (folder, isCompleted) in [(results, true), (quarantine, false)] {
            let ids = due.filter { ($0.status == .completed) == isCompleted }.compactMap { JobID($0.id) }
            if !ids.isEmpty { try hide(ids, in: folder) }
        }
        return due
    }
}
