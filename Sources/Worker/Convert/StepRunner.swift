// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Spool

/// Does one step of one job in one child, and keeps on disk how far the job has come.
struct StepRunner: Sendable {
    let spool: Spool
    let host: ConverterHost
    let limits: DocumentLimits
    let growth: GrowthWatch
    let blame: StorageBlame
    /// Media types that are left to other programs.
    let otherTypes: [String]
    let logger: Logger
    let onPage: @Sendable (Fence, PageReport) -> Void

    func run(_ turn: Dispatcher.Turn) async -> StepOutcome {
        var outcome = StepOutcome(ending: .done)
        do {
            if case .inspect = turn.step, let known = try await earlier(turn.claimed) {
                report(known, turn.claimed.fence)
                return known
            }
            if case .external(let run) = turn.step, run.converter.makes == .pdf, try await hasRendered(turn.claimed) {
                return outcome
            }
            let order = try await order(turn)
            outcome = await supervise(order)
            outcome.ending = try await onDisk(outcome.ending, turn)
            if !outcome.isAssembled { try await growth.look(order) }
            outcome.addedFiles = try await keep(turn, outcome)
            return outcome
        } catch {
            let failure = StepOutcome.Ending.failed(Self.failure(error))
            return StepOutcome(ending: failure, seconds: outcome.seconds, silentSeconds: outcome.silentSeconds)
        }
    }

    /// What an end means, as far as the disk may be the reason.
    private func onDisk(_ ending: StepOutcome.Ending, _ turn: Dispatcher.Turn) async throws -> StepOutcome.Ending {
        switch ending {
        case .failed(let failure) where failure.code.isOfStorage:
            .failed(try await BlockingThreads.shared.run { [blame] in blame.checked(failure) })
        case .failed(let failure) where [.internal, .crashed].contains(failure.code):
            .failed(try await BlockingThreads.shared.run { excused(failure, turn) })
        case .killed(let failure) where failure.code == .crashed:
            try await BlockingThreads.shared.run { killed(failure, turn) }
        default: ending
        }
    }

    private func excused(_ failure: Failure, _ turn: Dispatcher.Turn) -> Failure {
        guard let id = JobID(turn.claimed.job.id) else { return failure }
        return blame.excused(failure, on: id, attempt: Int(turn.claimed.fence.token))
    }

    /// A read that fails of a document that is mapped ends its reader.
    private func killed(_ failure: Failure, _ turn: Dispatcher.Turn) -> StepOutcome.Ending {
        let excused = excused(failure, turn)
        return excused.code.isOfStorage ? .failed(excused) : .killed(failure)
    }

    private func supervise(_ order: StepOrder) async -> StepOutcome {
        let watch = Task { [host, growth] in
            guard let failure = await growth.excess(of: order) else { return }
            await host.stop(job: order.job, .failed(failure))
        }
        defer { watch.cancel() }
        return await host.run(order)
    }

    /// What an error of the file system means for a job.
    static func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let odd as UnsafeOutput: Failure(.invalidOutput, "A converter left \(odd).")
        case let refusal as UnsafeDocument:
            Failure(refusal.isMissing ? .invalidRequest : .unsafeFile, refusal.description)
        case let error as SpoolError where error.isOutOfSpace:
            Failure(.diskFull, "The disk is full: \(error.operation).")
        case let error as SpoolError where error.isFailedWrite:
            Failure(.ioError, "The disk failed: \(error.operation).")
        case let error as SpoolError where error.isUnreachable:
            Failure(.ioError, "The shared folder's server does not answer: \(error.operation).")
        case let error as RecordsError: Failure(error)
        default: Failure(.internal, "\(error)")
        }
    }

    /// What the last attempt found and finished, or nil.
    private func earlier(_ claimed: ClaimedJob) async throws -> StepOutcome? {
        guard let id = JobID(claimed.job.id) else { return nil }
        return try await BlockingThreads.shared.run { [spool, limits] in
            let progress = try spool.progress(of: id)
            guard let bytes = progress.inspection,
                let inspection = try? JSONDecoder().decode(Inspection.self, from: Data(bytes)),
                // Whoever drops a folder into the inbox could have written this.
                1...limits.child.pages ~= inspection.pages
            else { return nil }
            let pages = try progress.finishedPages.prefix { $0 <= inspection.pages }
            return StepOutcome(ending: .done, inspection: inspection, isRemembered: true, endedPages: Set(pages))
        }
    }

    private func report(_ known: StepOutcome, _ fence: Fence) {
        if let inspection = known.inspection { onPage(fence, .inspected(inspection)) }
        for page in known.endedPages { onPage(fence, .ended(page: page)) }
    }

    private func order(_ turn: Dispatcher.Turn) async throws -> StepOrder {
        guard let id = JobID(turn.claimed.job.id) else { throw Failure(.internal, "The job's id is none.") }
        let given = try await BlockingThreads.shared.run { try materials(turn, id) }
        let fence = turn.claimed.fence
        let options = turn.claimed.options
        var request = ConversionRequest(
            id: 0,
            step: turn.step,
            outputs: turn.outputs,
            dpi: options.dpi,
            ocr: options.ocr,
            languages: options.lang,
            limits: limits.child
        )
        request.otherTypes = turn.isRendered ? [] : otherTypes
        request.fileExtension = Self.fileExtension(turn.claimed.job.name)
        request.textType = turn.textType
        request.isRendered = turn.isRendered
        request.hasSheetMargins = turn.foreignType.map(LibreOffice.separatedText.contains) ?? false
        return StepOrder(
            job: turn.claimed.job.id,
            request: request,
            given: given,
            pageSeconds: seconds(for: turn.step),
            documentSeconds: turn.secondsLeft,
            onPage: { [onPage, logger] report in
                if case .external(.message(let words)) = report {
                    logger.info("a converter says", metadata: ["job": "\(fence.id)", "words": "\(words)"])
                }
                onPage(fence, report)
            }
        )
    }

    private func materials(_ turn: Dispatcher.Turn, _ id: JobID) throws -> [StepOrder.Given] {
        let token = Int(turn.claimed.fence.token)
        switch turn.step {
        case .inspect:
            let document = turn.isRendered ? try pages(of: id) : try spool.openDocument(of: id)
            let results = try spool.beginBuilding(id, attempt: token)
            return [.file(document), .folder(try spool.slices(of: id)), .folder(results)]
        case .slice:
            return [.file(try pages(of: id)), .folder(try spool.slices(of: id))]
        case .assemble:
            let results = try spool.beginBuilding(id, attempt: token)
            return [.file(try pages(of: id)), .folder(try spool.slices(of: id)), .folder(results)]
        case .external:
            return [.file(try spool.openDocument(of: id)), .folder(try spool.beginRun(on: id))]
        }
    }

    /// What has pages: the document, or the PDF that was made of it.
    private func pages(of id: JobID) throws -> File { try spool.openRendered(of: id) ?? spool.openDocument(of: id) }

    private func hasRendered(_ claimed: ClaimedJob) async throws -> Bool {
        guard let id = JobID(claimed.job.id) else { return false }
        return try await BlockingThreads.shared.run { [spool] in try spool.openRendered(of: id) != nil }
    }

    private func seconds(for step: ConversionStep) -> Double {
        if case .external(let run) = step { run.converter.seconds } else { limits.pageSeconds }
    }

    /// Lower case, at most a few characters, of the client's name.
    private static func fileExtension(_ name: String) -> String {
        let parts = name.split(separator: ".")
        return parts.count > 1 ? String(parts[parts.count - 1].lowercased().prefix(16)) : ""
    }

    /// Removes what was built in vain.
    func discard(_ turn: Dispatcher.Turn) async throws {
        guard let id = JobID(turn.claimed.job.id) else { return }
        let token = Int(turn.claimed.fence.token)
        try await BlockingThreads.shared.run { [spool] in try spool.discardBuilding(id, attempt: token) }
    }

    private static func builtNothing(_ step: ConversionStep, _ outcome: StepOutcome) -> Bool {
        switch step {
        case .inspect: !outcome.isAssembled
        case .slice, .external: false
        case .assemble: outcome.ending != .done
        }
    }

    /// Takes what another program made, and clears its folder away.
    /// - Returns: the files that it added to the results.
    private func keep(
        _ run: ExternalRun,
        of id: JobID,
        _ turn: Dispatcher.Turn,
        _ outcome: StepOutcome
    ) async throws -> Set<String> {
        try await BlockingThreads.shared.run {
            defer { try? spool.endRun(on: id) }
            guard outcome.ending == .done else { return [] }
            switch run.converter.makes {
            case .pdf:
                guard try spool.hasRunOutput(of: id) else {
                    let words = "\(run.converter.name) makes no PDF of it: the document is damaged, or protected."
                    throw excused(Failure(.corrupt, words), turn)
                }
                try spool.keepRendered(of: id)
                return []
            case .outputs: return try spool.takeRunOutputs(of: id, attempt: Int(turn.claimed.fence.token))
            }
        }
    }

    private func keep(_ turn: Dispatcher.Turn, _ outcome: StepOutcome) async throws -> Set<String> {
        guard let id = JobID(turn.claimed.job.id), !outcome.isAssembled else { return [] }
        if case .external(let run) = turn.step { return try await keep(run, of: id, turn, outcome) }
        if Self.builtNothing(turn.step, outcome) { try await discard(turn) }
        try await note(outcome, of: id, turn.foreignType)
        return []
    }

    private func note(_ outcome: StepOutcome, of id: JobID, _ foreignType: String?) async throws {
        let inspection = try outcome.inspection.map { try Array(JSONEncoder().encode($0.of(foreignType))) }
        let ranges = JobPlan.ranges(outcome.endedPages.sorted())
        guard inspection != nil || !ranges.isEmpty else { return }
        try await BlockingThreads.shared.run { [spool] in
            let progress = try spool.progress(of: id)
            for range in ranges { try progress.note(finished: range.pages) }
            if let inspection { try progress.note(inspection: inspection) }
        }
    }
}
