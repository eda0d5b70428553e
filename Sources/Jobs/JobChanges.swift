// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import GRDB

/// The writing half of the SQLite engine: single statements, to be run inside one transaction.
enum JobChanges {
    static func insert(_ db: Database, _ job: NewJob, state: JobState, failure: Failure? = nil) throws -> Bool {
        let options = try String(decoding: RecordCoding.encoder.encode(job.options), as: UTF8.self)
        try db.cachedStatement(
            sql: """
                INSERT INTO jobs (id, state, name, bytes, sha256, priority, options, created_at, run_at,
                    finished_at, error_code, error_message)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """
        ).execute(arguments: [
            job.id, state.rawValue, job.name, job.bytes, job.sha256, job.options.priority, options,
            job.createdAt.milliseconds, job.createdAt.milliseconds,
            state.isTerminal ? Date().milliseconds : nil, failure?.code.rawValue, failure?.message,
        ])
        return db.changesCount == 1
    }

    /// Records a job that has ended. What its folder says wrongly is left out rather than refused.
    static func restore(_ db: Database, _ stored: StoredJob) throws -> Bool {
        let job = stored.job
        let end = job.finishedAt ?? job.createdAt
        let failure = job.status == .failed ? job.error ?? Failure(.internal, "The reason is lost.") : nil
        try db.cachedStatement(
            sql: """
                INSERT INTO jobs (id, state, name, media_type, bytes, sha256, priority, attempt, pages_total, pages_done,
                    pages_failed, options, created_at, started_at, finished_at, run_at, error_code, error_message)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """
        ).execute(arguments: [
            job.id, job.status.rawValue, job.name, job.mediaType, job.bytes.map { max(0, $0) },
            job.sha256.flatMap { $0.utf8.count == 64 ? $0 : nil }, job.priority, max(0, job.attempt),
            (job.pages?.total).map { max(0, $0) }, max(0, job.pages?.done ?? 0), max(0, job.pages?.failed ?? 0),
            String(decoding: try RecordCoding.encoder.encode(stored.options), as: UTF8.self),
            job.createdAt.milliseconds, job.startedAt?.milliseconds, end.milliseconds, job.createdAt.milliseconds,
            failure?.code.rawValue, failure?.message,
        ])
        guard db.changesCount == 1 else { return false }
        try record(db, job.id, kind: job.status.rawValue, reason: failure?.code, at: end)
        return true
    }

    static func record(_ db: Database, _ id: String, _ state: JobState, reason: FailureCode? = nil) throws {
        try record(db, id, kind: state.rawValue, reason: reason)
    }

    static func record(
        _ db: Database,
        _ id: String,
        kind: String,
        reason: FailureCode? = nil,
        at time: Date = Date()
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO job_events (job, at, kind, attempt, reason)
                VALUES (:id, :at, :kind, coalesce((SELECT attempt FROM jobs WHERE id = :id), 0), :reason)
                """
        ).execute(arguments: ["id": id, "at": time.milliseconds, "kind": kind, "reason": reason?.rawValue])
    }

    /// Changes a running job, if its attempt is still the one that asks.
    static func update(
        _ db: Database,
        _ fence: Fence,
        _ assignments: String,
        _ values: [any DatabaseValueConvertible & Sendable]
    ) throws -> Bool {
        let sql = "UPDATE jobs SET \(assignments) WHERE id = ? AND token = ? AND state = 'running'"
        let arguments = StatementArguments(values) + [fence.id, fence.token]
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
        return db.changesCount == 1
    }

    static func update(
        _ db: Database,
        _ id: String,
        from states: [JobState],
        _ assignments: String,
        _ values: [any DatabaseValueConvertible & Sendable]
    ) throws -> Bool {
        let allowed = states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let sql = "UPDATE jobs SET \(assignments) WHERE id = ? AND state IN (\(allowed))"
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values) + [id])
        return db.changesCount == 1
    }

    // MARK: Retention

    static func delete(_ db: Database, ended job: Job) throws -> Bool {
        guard job.status.isTerminal, let end = job.finishedAt else { return false }
        let sql = "DELETE FROM jobs WHERE id = ? AND state = ? AND finished_at = ?"
        try db.cachedStatement(sql: sql).execute(arguments: [job.id, job.status.rawValue, end.milliseconds])
        guard db.changesCount == 1 else { return false }
        try record(db, job.id, kind: JobEvent.deleted)
        return true
    }

    /// Events of one transaction.
    static let eventsAtOnce = 1000

    /// Numbers are never given again: the table counts on (AUTOINCREMENT).
    static func pruneEvents(_ db: Database, before time: Date) throws -> Int {
        let sql = """
            DELETE FROM job_events WHERE number IN (
                SELECT number FROM job_events
                WHERE number < coalesce(
                    (SELECT number FROM job_events WHERE at >= :time ORDER BY number LIMIT 1),
                    (SELECT max(number) + 1 FROM job_events)
                ) AND job NOT IN (SELECT id FROM jobs WHERE state IN ('queued', 'running', 'retrying'))
                ORDER BY number LIMIT :limit)
            """
        try db.cachedStatement(sql: sql).execute(arguments: ["time": time.milliseconds, "limit": eventsAtOnce])
        return db.changesCount
    }

    // MARK: Claims

    /// What is queued is due, whatever the wall clock says now or said then; so is a retry further ahead than any can be.
    /// The planner, which keeps no statistics here, would take the index by state and sort.
    static let due = """
        SELECT id FROM jobs INDEXED BY jobs_next WHERE state IN ('queued', 'retrying')
            AND (state = 'queued' OR run_at <= ?1 OR run_at > ?1 + \(Int64(Retry.longestDelay * 1000)))
        """

    static func isAnyDue(_ db: Database, now: Date) throws -> Bool {
        try Row.fetchOne(db.cachedStatement(sql: due + " LIMIT 1"), arguments: [now.milliseconds]) != nil
    }

    static let next = due + " ORDER BY priority DESC, run_at, id LIMIT ?2"

    static func claim(_ db: Database, limit: Int, now: Date) throws -> [ClaimedJob] {
        let ids = try String.fetchAll(db.cachedStatement(sql: next), arguments: [now.milliseconds, limit])
        return try ids.compactMap { id in
            let sql = """
                UPDATE jobs SET state = 'running', attempt = attempt + 1, token = token + 1,
                    started_at = coalesce(started_at, ?) WHERE id = ? RETURNING *
                """
            let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [now.milliseconds, id])
            try record(db, id, .running)
            return try row.map { try JobRow($0).claimed }
        }
    }

    static func recover(_ db: Database) throws -> [ClaimedJob] {
        let sql = "UPDATE jobs SET state = 'queued', token = token + 1 WHERE state = 'running' RETURNING *"
        let jobs = try Row.fetchAll(db, sql: sql).map { try JobRow($0).claimed }
        for job in jobs { try record(db, job.job.id, .queued) }
        return jobs
    }
}
