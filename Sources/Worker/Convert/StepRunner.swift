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
    let onPage: @Sendable (Fence, PageReport) -> Void

    func run(_ turn: Dispatcher.Turn) async -> StepOutcome {
        do {
            if case .inspect = turn.step, let known = try await earlier(turn.claimed) { return known }
            let outcome = await host.run(try await order(turn))
            try await keep(turn, outcome)
            return outcome
        } catch {
            return StepOutcome(ending: .failed(Self.failure(error)))
        }
    }

    /// What an error of the file system means for a job.
    static func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let refusal as UnsafeDocument:
            Failure(refusal.isMissing ? .invalidRequest : .unsafeFile, refusal.description)
        case let error as SpoolError where error.isOutOfSpace:
            Failure(.diskFull, "The disk is full: \(error.operation).")
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
            return StepOutcome(ending: .done, inspection: inspection, endedPages: Set(pages))
        }
    }

    private func order(_ turn: Dispatcher.Turn) async throws -> StepOrder {
        guard let id = JobID(turn.claimed.job.id) else { throw Failure(.internal, "The job's id is none.") }
        let token = Int(turn.claimed.fence.token)
        let (source, output) = try await BlockingThreads.shared.run { [spool] in
            let slices = try spool.slices(of: id)
            guard case .assemble = turn.step else {
                return (StepOrder.Source.file(try spool.openDocument(of: id)), slices)
            }
            return (StepOrder.Source.folder(slices), try spool.beginBuilding(id, attempt: token))
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
            document: source,
            output: output,
            pageSeconds: limits.pageSeconds,
            onPage: { [onPage] in onPage(fence, $0) }
        )
    }

    private func keep(_ turn: Dispatcher.Turn, _ outcome: StepOutcome) async throws {
        guard let id = JobID(turn.claimed.job.id) else { return }
        switch turn.step {
        case .inspect:
            guard outcome.ending == .done, let inspection = outcome.inspection else { return }
            let bytes = try Array(JSONEncoder().encode(inspection))
            try await BlockingThreads.shared.run { [spool] in try spool.progress(of: id).note(inspection: bytes) }
        case .slice:
            let ranges = JobPlan.ranges(outcome.endedPages.sorted())
            guard !ranges.isEmpty else { return }
            try await BlockingThreads.shared.run { [spool] in
                let progress = try spool.progress(of: id)
                for range in ranges { try progress.note(finished: range.pages) }
            }
        case .assemble: return
        }
    }
}
