// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import Hummingbird
import HummingbirdCore
import Jobs
import Spool

/// Results, as the worker published them.
struct ResultRoutes: Sendable {
    let directory: JobDirectory

    func manifest(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let id = try await job(context)
        let bytes = try await BlockingThreads.shared.run { [spool = directory.spool] in try spool.manifest(of: id) }
        guard let bytes else { throw try await noResults(id) }
        return Response(jsonBytes: bytes)
    }

    func output(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let id = try await job(context)
        let name = try Self.outputName(request)
        let file = try await BlockingThreads.shared.run { [spool = directory.spool] in
            try ResultFile(name, of: id, in: spool)
        }
        return try ResultAnswer(file, name: name).response(to: request)
    }

    /// The id of a job that is known.
    private func job(_ context: FrontRequestContext) async throws -> JobID {
        let text = context.parameters.get("id") ?? ""
        guard let id = JobID(text) else { throw Problem.noJob(text) }
        // Results speak for themselves; only where there are none does it matter whether there is a job.
        if try directory.spool.results.contains(id.fileName) { return id }
        throw try await noResults(id)
    }

    private func noResults(_ id: JobID) async throws -> Problem {
        let state = try await directory.job(named: id.text).status.rawValue
        return Problem(.noResults, "The job is \(state); results are there once it is completed.")
    }

    /// What stands behind `results/` in the path.
    private static func outputName(_ request: Request) throws(Problem) -> String {
        let components = request.uri.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(5)
        if let name = PercentEncoding.decoded(components.joined(separator: "/")) { return name }
        throw Problem(.badRequest, "The path is not percent-encoded UTF-8.")
    }
}
