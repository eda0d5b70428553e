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

    let spool: Spool
    let store: any JobStore
    let defaultOutputs: [OutputKind]
    let dispatcher: Dispatcher
    let logger: Logger
    /// Claimed, but not recorded for want of space or the like.
    private let unrecorded = SharedQueue<(id: JobID, name: String)>([])

    init(
        spool: Spool,
        store: any JobStore,
        defaultOutputs: [OutputKind],
        dispatcher: Dispatcher,
        logger: Logger
    ) {
        self.spool = spool
        self.store = store
        self.defaultOutputs = defaultOutputs
        self.dispatcher = dispatcher
        self.logger = logger
    }

    /// Takes these entries, or what there is; answers whether some can't be told to be whole yet.
    func take(_ names: [FileName: Bool]?) async throws -> Bool {
        let (claims, isUncertain) = try await BlockingThreads.shared.run { try claim(names) }
        guard !claims.isEmpty else { return isUncertain }
        await withDiscardingTaskGroup { group in
            let claims = SharedQueue(claims)
            for _ in 0..<Self.width {
                group.addTask { while let claim = claims.next() { await admit(claim.id, name: claim.title) } }
            }
        }
        await dispatcher.moreWork()
        return isUncertain
    }

    /// Tries again to record what was claimed.
    func admitUnrecorded() async {
        for waiting in unrecorded.takeAll() { await admit(waiting.id, name: waiting.name) }
    }

    // MARK: Claiming

    private func claim(_ names: [FileName: Bool]?) throws -> ([Claim], Bool) {
        let announced = try names ?? Dictionary(uniqueKeysWithValues: spool.inbox.entries().map { ($0, false) })
        var claims: [Claim] = []
        var isUncertain = false
        for (name, announced) in announced {
            do {
                switch try claim(name, announced) {
                case .claimed(let claim): claims.append(claim)
                case .left(.uncertain): isUncertain = true
                case .left: continue
                }
            } catch {
                logger.error("an entry of the inbox can't be taken", metadata: ["error": "\(error)"])
            }
        }
        if !claims.isEmpty { try spool.synchronizeClaims() }
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

    /// Checks a claimed document and records its job. Safe to repeat.
    /// - Parameter name: for a document whose request gives none.
    func admit(_ id: JobID, name: String) async {
        do {
            let job = NewJob(id: id.text, name: name, options: JobOptions(outputs: defaultOutputs), createdAt: Date())
            switch try await BlockingThreads.shared.run({ examine(id, job) }) {
            case .accepted(let job): try await enqueue(job)
            case .refused(let job, let failure): try await refuse(job, failure)
            }
        } catch {
            unrecorded.put((id, name))
            logger.error("a document can't be recorded yet", metadata: ["job": "\(id)", "error": "\(error)"])
        }
    }

    private enum Examination: Sendable {
        case accepted(NewJob)
        case refused(NewJob, Failure)
    }

    private func examine(_ id: JobID, _ blank: NewJob) -> Examination {
        var job = blank
        do {
            let request = try request(of: id)
            job.name = request.name ?? job.name
            job.createdAt = request.receivedAt ?? job.createdAt
            if let options = request.options { job.options = filled(options) }
            let document = try spool.openDocument(of: id)
            let digest = try Digest(of: document)
            job.bytes = digest.bytes
            job.sha256 = digest.sha256
            guard digest.bytes > 0 else { throw Failure(.corrupt, "The file is empty.") }
            if let bytes = request.bytes, bytes != digest.bytes {
                throw Failure(.corrupt, "The file has \(digest.bytes) bytes, but its request says \(bytes).")
            }
            return .accepted(job)
        } catch {
            return .refused(job, StepRunner.failure(error))
        }
    }

    private func request(of id: JobID) throws -> JobRequest {
        guard let json = try spool.request(of: id) else { return JobRequest() }
        return try JobRequest(json: json)
    }

    private func filled(_ options: JobOptions) -> JobOptions {
        guard options.outputs.isEmpty else { return options }
        return JobOptions(
            outputs: defaultOutputs,
            pages: options.pages,
            dpi: options.dpi,
            ocr: options.ocr,
            lang: options.lang,
            priority: options.priority
        )
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
        logger.notice("refused", metadata: ["job": "\(job.id)", "name": "\(job.name)", "reason": "\(failure)"])
        try await setAside(job, failure)
        _ = try await store.refuse(job, failure)
    }

    private func setAside(_ job: NewJob, _ failure: Failure) async throws {
        guard let id = JobID(job.id) else { return }
        let reason = try Array(RecordCoding.encoder.encode(failure))
        try await BlockingThreads.shared.run { [spool] in try spool.setAside(id, reason: reason) }
    }
}
