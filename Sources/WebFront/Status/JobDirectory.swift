// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Spool

/// What is known of jobs: the records, and where there is none, the folders.
struct JobDirectory: Sendable {
    let spool: Spool
    let records: any JobReader
    /// What a job makes when its request does not say.
    let defaults: JobOptions

    /// Nil where nothing is known of it.
    func job(_ id: JobID) async throws -> Job? {
        if let job = try await records.job(id.text) { return job }
        return try await BlockingThreads.shared.run { try fromFolders(id) }
    }

    /// - Throws: `Problem` where there is no such job.
    func job(named text: String?) async throws -> Job {
        guard let text, let id = JobID(text), let job = try await job(id) else { throw Problem.noJob(text ?? "") }
        return job
    }

    /// One page, newest first, with what waits in the inbox and has no row yet.
    func page(_ query: JobQuery) async throws -> JobPage {
        // Looked at before the rows: what is taken in meanwhile is known twice rather than not at all.
        let waiting = try await BlockingThreads.shared.run { try self.waiting(query) }
        var wider = query
        wider.limit = query.limit + 1
        let rows = try await records.jobs(wider)
        let known = Set(rows.map(\.id))
        let all = (waiting.filter { !known.contains($0.id) } + rows).sorted {
            ($0.createdAt, $0.id) > ($1.createdAt, $1.id)
        }
        let shown = all.prefix(query.limit)
        return JobPage(
            jobs: Array(shown),
            next: all.count > shown.count ? shown.last.map { JobCursor(after: $0).text } : nil
        )
    }

    func counts() async throws -> [JobState: Int] { try await records.counts() }

    private func fromFolders(_ id: JobID) throws -> Job? {
        switch try spool.locate(id) {
        case .inbox, .active: return waitingJob(id)
        case .results: return StoredJob(published: id.text, time: id.time, manifest: try spool.manifest(of: id)).job
        case .quarantine:
            return StoredJob(
                setAside: id.text,
                time: id.time,
                request: spool.requestAnywhere(of: id),
                reason: try spool.reason(of: id),
                defaults: defaults
            ).job
        case nil: return nil
        }
    }

    private func waitingJob(_ id: JobID) -> Job {
        let request = spool.requestAnywhere(of: id)
        return StoredJob(waiting: id.text, time: id.time, request: request, defaults: defaults).job
    }

    /// The newest that wait, as many as a page can hold and some more: an id is given when an upload begins, and the
    /// list goes by when it ended.
    private func waiting(_ query: JobQuery) throws -> [Job] {
        guard (query.state ?? .queued) == .queued else { return [] }
        let last = query.cursor.map { Date(timeIntervalSince1970: Double($0.createdAt) / 1000) } ?? .distantFuture
        let ids = try spool.waitingIDs().filter { $0.time <= last }.sorted { $0.text > $1.text }
        let wanted = ids.lazy.map(waitingJob)
            .filter { query.cursor?.precedes($0) ?? true }
            .filter { job in query.since.map { job.createdAt >= $0 } ?? true }
            .filter { job in query.name.map { job.name.lowercased().contains($0.lowercased()) } ?? true }
        return Array(wanted.prefix(query.limit + 256))
    }
}
