// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Jobs
import Spool

/// Pages one by one, as soon as each is done.
struct PageResultRoutes: Sendable {
    private struct List: Encodable {
        let status: JobState
        /// How many the job selects; absent until that is known.
        let total: Int?
        /// Numbers of the pages that can be read.
        let ready: [Int]
        /// Numbers of those that failed; known once the job is completed.
        let failed: [Int]
    }

    let directory: JobDirectory

    func list(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let job = try await directory.job(named: context.parameters.get("id"))
        guard let id = JobID(job.id) else { throw Problem.noJob(job.id) }
        let (ready, failed) = try await BlockingThreads.shared.run { [spool = directory.spool] in
            guard let bytes = try spool.manifest(of: id) else { return (spool.finishedPages(of: id), [Int]()) }
            return try ResultManifest(json: bytes).deliveredPages
        }
        return try Response(json: List(status: job.status, total: job.pages?.total, ready: ready, failed: failed))
    }

    func page(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let job = try await directory.job(named: context.parameters.get("id"))
        guard let id = JobID(job.id) else { throw Problem.noJob(job.id) }
        guard let page = context.parameters.get("page").flatMap({ Int($0) }), page >= 1 else {
            throw Problem(.badRequest, "Pages are counted from 1.")
        }
        guard let kind = context.parameters.get("kind").flatMap(PageResult.Kind.init) else {
            throw Problem(.notFound, "A page has text and image, as far as the job makes them.")
        }
        let file = try await BlockingThreads.shared.run { [spool = directory.spool] in
            try PageResult(spool: spool, job: id, page: page, kind: kind).open()
        }
        return try ResultAnswer(file, name: file.output.name).response(to: request)
    }
}

extension ResultManifest {
    /// Numbers of the pages that were delivered, and of those that failed.
    fileprivate var deliveredPages: (ready: [Int], failed: [Int]) {
        let failed = (failedPages ?? []).map(\.page).sorted()
        var left = pages?.total ?? 0
        var all: [Int] = []
        for range in (options?.pages ?? .all).ranges where left > 0 {
            let last = range.last == .max ? range.first + left - 1 : min(range.last, range.first + left - 1)
            all += Array(range.first...last)
            left -= last - range.first + 1
        }
        return (all.filter { !failed.contains($0) }, failed)
    }
}
