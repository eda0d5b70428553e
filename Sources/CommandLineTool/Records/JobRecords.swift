// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Spool

/// What is known of jobs here: the records, and where there is no record, the folders.
struct JobRecords: JobSource {
    let spool: Spool
    let reader: SQLiteJobReader?
    /// What a job makes where it does not say.
    let defaults: JobOptions

    let interval = Duration.milliseconds(200)

    func job(_ id: String) async throws -> Job? {
        if let job = try await read({ try await $0.job(id) }) { return job }
        return try JobID(id).flatMap { try spool.unrecordedJob($0, defaults: defaults) }
    }

    /// Newest first.
    func jobs(_ query: JobQuery, limit: Int) async throws -> [Job] {
        let recorded = try await recordedJobs(query, limit: limit)
        let unrecorded = try await unrecordedJobs().filter { query.matches($0) }
        return (recorded + unrecorded)
            .sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
            .prefix(limit).map { $0 }
    }

    func resultsPlace(of id: String) -> String {
        JobID(id).map { spool.results.place($0.fileName) } ?? spool.results.path
    }

    /// Reads the records; nil where there are none yet.
    func read<Value>(_ query: (SQLiteJobReader) async throws -> Value?) async throws -> Value? {
        guard let reader else { return nil }
        do {
            return try await query(reader)
        } catch {
            throw CommandFailure(.unreachable, "the job records can't be read: \(error); pannier doctor looks closer")
        }
    }

    private func recordedJobs(_ query: JobQuery, limit: Int) async throws -> [Job] {
        var jobs: [Job] = []
        var query = query
        while jobs.count < limit {
            query.limit = min(limit - jobs.count, JobQuery.largestPage)
            let page = try await read { [query] in try await $0.jobs(query) } ?? []
            jobs += page
            guard page.count == query.limit, let last = page.last else { break }
            query.cursor = JobCursor(after: last)
        }
        return jobs
    }

    private func unrecordedJobs() async throws -> [Job] {
        let ids = try spool.jobIDs().map(\.text)
        let unknown = try await read { try await $0.unrecorded(among: ids) } ?? ids
        // One that can't be read just now keeps nobody from seeing the others.
        return unknown.compactMap { id in
            JobID(id).flatMap { (try? spool.unrecordedJob($0, defaults: defaults)) ?? nil }
        }
    }
}

extension JobQuery {
    /// The filter that the records apply, for jobs that have none.
    func matches(_ job: Job) -> Bool {
        if let state, job.status != state { return false }
        if let name, !job.name.lowercased().contains(name.lowercased()) { return false }
        if let since, job.createdAt < since { return false }
        return true
    }
}
