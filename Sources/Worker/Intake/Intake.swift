// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import ServiceLifecycle
import Spool

/// Takes in what appears in the inbox: claim, check, hash, record.
struct Intake: Sendable {
    /// Most documents hashed at once.
    static let width = 4
    /// Documents claimed before the first of them are worked on, so that a thousand that come at once keep nobody waiting.
    static let batch = 16
    /// Seconds for which a document can't be read before that is held against it.
    static let patience = 600.0

    let spool: Spool
    let store: any JobStore
    /// What a job makes where it does not say.
    let defaults: JobOptions
    /// Bytes.
    let largestDocument: Int
    let dispatcher: Dispatcher
    let gate: StorageGate
    let logger: Logger
    /// Claimed, but not recorded for want of space or the like.
    private let unrecorded = SharedQueue<(claim: Claim, since: Double)>([])

    init(
        spool: Spool,
        store: any JobStore,
        defaults: JobOptions,
        largestDocument: Int,
        dispatcher: Dispatcher,
        gate: StorageGate,
        logger: Logger
    ) {
        self.spool = spool
        self.store = store
        self.defaults = defaults
        self.largestDocument = largestDocument
        self.dispatcher = dispatcher
        self.gate = gate
        self.logger = logger
    }

    /// Takes these entries, or what there is; answers whether to look again soon: some can't be told to be whole yet, or
    /// could not be taken or recorded.
    /// - Parameter between: is done after each batch, since there may be many.
    func take(_ names: [FileName: Bool]?, between: () async -> Void = {}) async throws -> Bool {
        guard gate.reason == nil else { return false }
        let found = try await BlockingThreads.shared.run { try entries(names) }
        var isUncertain = false
        for start in stride(from: 0, to: found.count, by: Self.batch) where gate.reason == nil {
            let batch = found[start..<min(start + Self.batch, found.count)]
            let (claims, isUnsure) = try await BlockingThreads.shared.run { claim(batch) }
            await admit(claims.map { ($0, MonotonicClock.seconds) })
            isUncertain = isUncertain || isUnsure
            await between()
        }
        return isUncertain || !unrecorded.isEmpty
    }

    /// Tries again to record what was claimed.
    func admitUnrecorded() async {
        guard gate.reason == nil else { return }
        await admit(unrecorded.takeAll())
    }

    // MARK: Claiming

    /// In the order of their names, which is that of time for submissions.
    private func entries(_ names: [FileName: Bool]?) throws -> [(name: FileName, announced: Bool)] {
        // A name may be listed twice while entries come and go.
        let announced = try names ?? Dictionary(spool.inbox.entries().map { ($0, false) }) { first, _ in first }
        return announced.map { ($0.key, $0.value) }.sorted {
            $0.name.bytes.lexicographicallyPrecedes($1.name.bytes)
        }
    }

    private func claim(_ entries: ArraySlice<(name: FileName, announced: Bool)>) -> ([Claim], Bool) {
        var claims: [Claim] = []
        var isUncertain = false
        for (name, announced) in entries {
            do {
                switch try claim(name, announced) {
                case .claimed(let claim): claims.append(claim)
                case .left(.uncertain): isUncertain = true
                case .left: continue
                }
            } catch {
                if (error as? SpoolError)?.isPassing == true { isUncertain = true }
                gate.report(StepRunner.failure(error).code)
                logger.error("an entry of the inbox can't be taken", metadata: ["error": "\(error)"])
            }
        }
        return (claims, isUncertain)
    }

    private func claim(_ name: FileName, _ announced: Bool) throws -> ClaimOutcome {
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000_000)
        return try Claims(spool).claim(name, announced: announced, now: now) { name in
            let request = JobRequest(name: name.description, receivedAt: Date())
            return (try? request.json) ?? Array("{}".utf8)
        }
    }

    // MARK: Admitting

    /// Records claims, durable ones only.
    private func admit(_ claims: [(claim: Claim, since: Double)]) async {
        guard !claims.isEmpty else { return }
        do {
            try await BlockingThreads.shared.run { [spool] in try spool.synchronize(claims.map(\.claim)) }
        } catch {
            for waiting in claims { postpone(waiting.claim, waiting.since, error) }
            return
        }
        await withDiscardingTaskGroup { group in
            let claims = SharedQueue(claims)
            for _ in 0..<Self.width {
                group.addTask { while let (claim, since) = claims.next() { await admit(claim, since: since) } }
            }
        }
        await dispatcher.moreWork()
    }

    /// Checks a claimed document and records its job. Safe to repeat.
    /// - Parameter since: when it was first tried.
    func admit(_ claim: Claim, since: Double = MonotonicClock.seconds) async {
        do {
            let job = NewJob(
                id: claim.id.text,
                name: claim.title,
                options: defaults,
                createdAt: Date()
            )
            let isLast = MonotonicClock.seconds - since >= Self.patience
            switch try await BlockingThreads.shared.run({ try examine(claim.id, job, isLast: isLast) }) {
            case .accepted(let job): try await enqueue(job)
            case .refused(let job, let failure): try await refuse(job, failure)
            case .ended(let job): try await restore(job, claim.id)
            case .gone: logger.notice("deleted before it was recorded", metadata: ["job": "\(claim.id)"])
            }
        } catch {
            postpone(claim, since, error)
        }
    }

    private func postpone(_ claim: Claim, _ since: Double, _ error: any Error) {
        let code = StepRunner.failure(error).code
        // What the disk or the share refuses says nothing of the document, however long.
        unrecorded.put((claim, code.isOfStorage ? MonotonicClock.seconds : since))
        gate.report(code)
        logger.error("a document can't be recorded yet", metadata: ["job": "\(claim.id)", "error": "\(error)"])
    }

    private enum Examination: Sendable {
        case accepted(NewJob)
        case refused(NewJob, Failure)
        /// Its folder says how, only its record does not: an earlier try was cut short.
        case ended(StoredJob)
        /// An operator has deleted it since it was claimed.
        case gone
    }

    /// - Throws: what may be over by the next look, unless this is the last.
    private func examine(_ id: JobID, _ blank: NewJob, isLast: Bool) throws -> Examination {
        if let ended = try spool.endedJob(id, defaults: defaults) { return .ended(ended) }
        if try isGone(id) { return .gone }
        var job = blank
        do {
            let request = try request(of: id)
            job.name = request.name ?? job.name
            job.createdAt = request.receivedAt ?? job.createdAt
            job.options = request.options?.over(defaults) ?? defaults
            let document = try spool.openDocument(of: id)
            job.bytes = try document.info().bytes
            // Not even read: others wait for their turn, and a sparse file can have any length.
            guard job.bytes ?? 0 <= largestDocument else {
                throw Failure(.tooLarge, "The file has more than \(largestDocument) bytes (setting max-body).")
            }
            let digest = try Digest(of: document, limit: largestDocument)
            job.bytes = digest.bytes
            job.sha256 = digest.sha256
            guard digest.bytes > 0 else { throw Failure(.corrupt, "The file is empty.") }
            if let bytes = request.bytes, bytes != digest.bytes {
                throw Failure(.corrupt, "The file has \(digest.bytes) bytes, but its request says \(bytes).")
            }
            if let sha256 = request.sha256, sha256.lowercased() != digest.sha256 {
                throw Failure(.corrupt, "The file's SHA-256 is \(digest.sha256), but its request says \(sha256).")
            }
            return .accepted(job)
        } catch let error as SpoolError where error.isPassing && !isLast {
            throw error
        } catch {
            return .refused(job, StepRunner.failure(error))
        }
    }

    /// - Throws: where it can't be told, which `whereabouts` takes for nothing there.
    private func isGone(_ id: JobID) throws -> Bool {
        for folder in [spool.active, spool.quarantine, spool.results] where try folder.info(id.fileName) != nil {
            return false
        }
        return true
    }

    private func request(of id: JobID) throws -> JobRequest {
        guard let json = try spool.request(of: id) else { return JobRequest() }
        return try JobRequest(json: json)
    }

    private func enqueue(_ job: NewJob) async throws {
        let isNew = try await store.enqueue(job)
        if isNew {
            logger.info("queued", metadata: ["job": "\(job.id)", "name": "\(job.name)", "bytes": "\(job.bytes ?? 0)"])
        } else if try await store.job(job.id)?.status.isTerminal == true {
            try await setAside(job, Failure(.invalidRequest, "A job with this id has ended already; use a new id."))
        }
    }

    private func refuse(_ job: NewJob, _ failure: Failure) async throws {
        try await setAside(job, failure)
        _ = try await store.refuse(job, failure)
        logger.notice("refused", metadata: ["job": "\(job.id)", "name": "\(job.name)", "reason": "\(failure)"])
    }

    private func restore(_ stored: StoredJob, _ id: JobID) async throws {
        let job = stored.job
        _ = try await store.restore([stored])
        if job.status == .completed { try await BlockingThreads.shared.run { [spool] in try spool.settle(id) } }
        let facts: Logger.Metadata = ["job": "\(id)", "name": "\(job.name)", "status": "\(job.status.rawValue)"]
        logger.notice("recorded as its folder says", metadata: facts)
    }

    private func setAside(_ job: NewJob, _ failure: Failure) async throws {
        guard let id = JobID(job.id) else { return }
        let record = Job(
            id: job.id,
            status: .failed,
            name: job.name,
            bytes: job.bytes,
            sha256: job.sha256,
            priority: job.options.priority,
            outputs: job.options.outputs,
            createdAt: job.createdAt,
            finishedAt: Date(),
            error: failure
        )
        let reason = try SetAsideReason(failure, job: record).json
        try await spool.setAside(id, reason: reason, logger: logger)
    }
}
