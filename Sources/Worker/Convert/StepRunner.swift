// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Spool

/// Does one step of one job in one child, and keeps on disk how far the job has come.
struct StepRunner: Sendable {
    let spool: Spool
    let host: ConverterHost
    let limits: DocumentLimits
    let growth: GrowthWatch
    let onPage: @Sendable (Fence, PageReport) -> Void

    func run(_ turn: Dispatcher.Turn) async -> StepOutcome {
        do {
            if case .inspect = turn.step, let known = try await earlier(turn.claimed) {
                report(known, turn.claimed.fence)
                return known
            }
            let order = try await order(turn)
            let outcome = await supervise(order)
            if !outcome.isAssembled { try await growth.look(order) }
            try await keep(turn, outcome)
            return outcome
        } catch {
            return StepOutcome(ending: .failed(Self.failure(error)))
        }
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
        case let refusal as UnsafeDocument:
            Failure(refusal.isMissing ? .invalidRequest : .unsafeFile, refusal.description)
        case let error as SpoolError where error.isOutOfSpace:
            Failure(.diskFull, "The disk is full: \(error.operation).")
        case let error as SpoolError where error.isFailedWrite:
            Failure(.ioError, "The disk failed: \(error.operation).")
        case let error as RecordsError: Failure(error)
        default: Failure(.internal, "\(error)")
        }
    }

    /// What the last attempt found and finished, or nil.
    private func earlier(_ claimed: ClaimedJob) async throws -> StepOutcome? {
        guard let id = JobID(claimed.job.id) else { return nil }
        return try await BlockingThreads.shared.run { [spool] in
            let progress = try spool.progress(of: id)
            guard let bytes = progress.inspection,
                let inspection = try? JSONDecoder().decode(Inspection.self, from: Data(bytes))
            else { return nil }
            let pages = try progress.finished.flatMap { Array($0.clamped(to: 1...max(1, inspection.pages))) }
            return StepOutcome(ending: .done, inspection: inspection, isRemembered: true, endedPages: Set(pages))
        }
    }

    private func report(_ known: StepOutcome, _ fence: Fence) {
        if let inspection = known.inspection { onPage(fence, .inspected(inspection)) }
        for page in known.endedPages { onPage(fence, .ended(page: page)) }
    }

    private func order(_ turn: Dispatcher.Turn) async throws -> StepOrder {
        guard let id = JobID(turn.claimed.job.id) else { throw Failure(.internal, "The job's id is none.") }
        let token = Int(turn.claimed.fence.token)
        let given = try await BlockingThreads.shared.run { [spool] in
            let slices = StepOrder.Given.folder(try spool.slices(of: id))
            return switch turn.step {
            case .inspect:
                [
                    .file(try spool.openDocument(of: id)), slices,
                    .folder(try spool.beginBuilding(id, attempt: token)),
                ]
            case .slice: [.file(try spool.openDocument(of: id)), slices]
            case .assemble: [slices, .folder(try spool.beginBuilding(id, attempt: token))]
            }
        }
        let fence = turn.claimed.fence
        let options = turn.claimed.options
        return StepOrder(
            job: turn.claimed.job.id,
            request: ConversionRequest(
                id: 0,
                step: turn.step,
                outputs: Set(options.outputs),
                dpi: options.dpi,
                limits: limits.child
            ),
            given: given,
            pageSeconds: limits.pageSeconds,
            onPage: { [onPage] in onPage(fence, $0) }
        )
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
        case .slice: false
        case .assemble: outcome.ending != .done
        }
    }

    private func keep(_ turn: Dispatcher.Turn, _ outcome: StepOutcome) async throws {
        guard let id = JobID(turn.claimed.job.id), !outcome.isAssembled else { return }
        if Self.builtNothing(turn.step, outcome) { try await discard(turn) }
        let inspection = try outcome.inspection.map { try Array(JSONEncoder().encode($0)) }
        let ranges = JobPlan.ranges(outcome.endedPages.sorted())
        guard inspection != nil || !ranges.isEmpty else { return }
        try await BlockingThreads.shared.run { [spool] in
            let progress = try spool.progress(of: id)
            for range in ranges { try progress.note(finished: range.pages) }
            if let inspection { try progress.note(inspection: inspection) }
        }
    }
}
