// SPDX-License-Identifier: GPL-3.0-or-later

import Hummingbird
import HummingbirdCore
import Jobs
import Logging
import Spool

/// Status of jobs, and what operators ask of them. The worker does what is asked; here it is only handed in.
struct JobRoutes: Sendable {
    let directory: JobDirectory

    func list(_ request: Request, context: FrontRequestContext) async throws -> Response {
        try await Response(json: directory.page(JobQuery(request.uri.query)))
    }

    func show(_ request: Request, context: FrontRequestContext) async throws -> Response {
        try await Response(json: directory.job(named: context.parameters.get("id")))
    }

    func delete(_ request: Request, context: FrontRequestContext) async throws -> Response {
        try await post(.delete, context, message: "Deletion requested") { _ in nil }
    }

    func cancel(_ request: Request, context: FrontRequestContext) async throws -> Response {
        try await post(.cancel, context, message: "Cancellation requested") { state in
            state.isTerminal ? "The job is \(state.rawValue): there is nothing left to cancel." : nil
        }
    }

    func retry(_ request: Request, context: FrontRequestContext) async throws -> Response {
        try await post(.retry, context, message: "Retry requested") { state in
            let isOver = state == .failed || state == .cancelled
            return isOver ? nil : "The job is \(state.rawValue): only failed and cancelled jobs are tried again."
        }
    }

    /// - Parameter objection: why the job's state does not allow it.
    private func post(
        _ verb: Command.Verb,
        _ context: FrontRequestContext,
        message: String,
        objection: (JobState) -> String?
    ) async throws -> Response {
        let job = try await directory.job(named: context.parameters.get("id"))
        guard let id = JobID(job.id) else { throw Problem.noJob(job.id) }
        if let objection = objection(job.status) { throw Problem(.wrongState, objection) }
        try await BlockingThreads.shared.run { [spool = directory.spool] in try spool.post(Command(verb, id)) }
        context.logger.info("command handed in", metadata: ["verb": "\(verb.rawValue)", "job": "\(id)"])
        return try Response(json: Answer(message: message, job: job), status: .accepted)
    }

    private struct Answer: Encodable {
        let message: String
        let job: Job
    }
}
