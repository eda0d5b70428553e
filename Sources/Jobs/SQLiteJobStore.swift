// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion
package import FoundationEssentials
import GRDB

/// The job records in SQLite: the worker's connection, the only one that writes.
package final class SQLiteJobStore: JobStore {
    let pool: DatabasePool
    private let commits: GroupCommit
    private let onTrouble: @Sendable (RecordsError) -> Void

    /// Opens the database, making or migrating it. The folder must be on a local file system: WAL needs shared memory.
    /// - Parameter onTrouble: hears of every change that was lost because the records can't be written, and of what
    ///   can't be read.
    /// - Throws: `RecordsError` where the disk is full, fails, or holds no sound database there.
    package init(path: String, onTrouble: @escaping @Sendable (RecordsError) -> Void = { _ in }) throws {
        do {
            pool = try DatabasePool(path: path, configuration: .writing)
            // A pool sets NORMAL on its writer when it turns WAL on, after the configuration's own settings.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = \(Self.synchronous)") }
            try JobSchema.migrator.migrate(pool)
        } catch {
            throw RecordsError(error) ?? error
        }
        commits = GroupCommit(pool, onTrouble: onTrouble)
        self.onTrouble = onTrouble
    }

    /// Closes the connections; what was read or written after this fails. Leaves the records in one file, with an empty
    /// log, where no reader is in the way: the last connection to close is one that may not write.
    package func close() throws {
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try pool.close()
    }

    /// A `quick_check` of the whole file: `ok`, or what is wrong.
    /// - Throws: `RecordsError` where it can't even be read.
    package func check() async throws -> String {
        do {
            return try await pool.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") ?? "no answer" }
        } catch {
            throw RecordsError(error) ?? error
        }
    }

    // MARK: New jobs

    package func enqueue(_ job: NewJob) async throws -> Bool {
        try await commits.perform { db in
            guard try JobChanges.insert(db, job, state: .queued) else { return false }
            try JobChanges.record(db, job.id, .queued)
            return true
        }
    }

    package func refuse(_ job: NewJob, _ failure: Failure) async throws -> Bool {
        try await commits.perform { db in
            guard try JobChanges.insert(db, job, state: .failed, failure: failure) else { return false }
            try JobChanges.record(db, job.id, .failed, reason: failure.code)
            return true
        }
    }

    // MARK: Attempts

    package func claim(limit: Int, now: Date) async throws -> [ClaimedJob] {
        guard try await read({ try JobChanges.isAnyDue($0, now: now) }) else { return [] }
        return try await commits.perform { try JobChanges.claim($0, limit: limit, now: now) }
    }

    package func nextRetry() async throws -> Date? {
        try await read { db in
            try Int64.fetchOne(db, sql: "SELECT min(run_at) FROM jobs WHERE state = 'retrying'")
                .map(Date.init(milliseconds:))
        }
    }

    package func progressed(_ fence: Fence, mediaType: String, pages: Job.Pages) async throws -> Bool {
        try await change(
            fence,
            "media_type = ?, pages_total = ?, pages_done = ?, pages_failed = ?",
            [mediaType, pages.total, pages.done, pages.failed]
        )
    }

    package func complete(_ fence: Fence, mediaType: String, pages: Job.Pages) async throws -> Bool {
        try await move(
            fence,
            to: .completed,
            """
            media_type = ?, pages_total = ?, pages_done = ?, pages_failed = ?, finished_at = ?,
            error_code = NULL, error_message = NULL
            """,
            [mediaType, pages.total, pages.done, pages.failed, Date().milliseconds]
        )
    }

    package func retryLater(_ fence: Fence, _ failure: Failure, at time: Date) async throws -> Bool {
        try await move(
            fence,
            to: .retrying,
            "run_at = ?, error_code = ?, error_message = ?",
            [time.milliseconds, failure.code.rawValue, failure.message],
            reason: failure.code
        )
    }

    package func fail(_ fence: Fence, _ failure: Failure) async throws -> Bool {
        try await move(
            fence,
            to: .failed,
            "finished_at = ?, error_code = ?, error_message = ?",
            [Date().milliseconds, failure.code.rawValue, failure.message],
            reason: failure.code
        )
    }

    package func release(_ fence: Fence) async throws -> Bool {
        try await move(fence, to: .queued, "attempt = attempt - 1, token = token + 1", [])
    }

    package func postpone(_ fence: Fence, _ failure: Failure, until time: Date) async throws -> Bool {
        try await move(
            fence,
            to: .retrying,
            "attempt = attempt - 1, token = token + 1, run_at = ?, error_code = ?, error_message = ?",
            [time.milliseconds, failure.code.rawValue, failure.message],
            reason: failure.code
        )
    }

    // MARK: Operators

    package func cancel(_ id: String) async throws -> Bool {
        try await move(
            id,
            from: [.queued, .running, .retrying],
            to: .cancelled,
            "token = token + 1, finished_at = ?, error_code = NULL, error_message = NULL",
            [Date().milliseconds]
        )
    }

    package func retry(_ id: String) async throws -> Bool {
        try await move(
            id,
            from: [.failed, .cancelled],
            to: .queued,
            """
            token = token + 1, attempt = 0, run_at = ?, started_at = NULL, finished_at = NULL,
            error_code = NULL, error_message = NULL, pages_done = 0, pages_failed = 0
            """,
            [Date().milliseconds]
        )
    }

    package func delete(_ id: String) async throws -> Bool {
        try await commits.perform { db in
            try db.cachedStatement(sql: "DELETE FROM jobs WHERE id = ?").execute(arguments: [id])
            guard db.changesCount == 1 else { return false }
            try JobChanges.record(db, id, kind: JobEvent.deleted)
            return true
        }
    }

    // MARK: Retention

    package func ended(_ states: [JobState], before time: Date?, limit: Int) async throws -> [Job] {
        try await read { try JobQueries.ended($0, states, before: time, limit: limit) }
    }

    package func delete(ended jobs: [Job]) async throws -> [String] {
        try await commits.perform { db in try jobs.filter { try JobChanges.delete(db, ended: $0) }.map(\.id) }
    }

    package func pruneEvents(before time: Date) async throws -> Int {
        var sum = 0
        while true {
            let count = try await commits.perform { try JobChanges.pruneEvents($0, before: time) }
            sum += count
            if count < JobChanges.eventsAtOnce { return sum }
        }
    }

    // MARK: Start-up

    package func recover() async throws -> [ClaimedJob] {
        try await commits.perform { try JobChanges.recover($0) }
    }

    package func settle(_ id: String, mediaType: String, pages: Job.Pages) async throws -> Bool {
        try await move(
            id,
            from: [.queued, .running, .retrying, .failed, .cancelled],
            to: .completed,
            """
            token = token + 1, media_type = ?, pages_total = ?, pages_done = ?, pages_failed = ?,
            started_at = coalesce(started_at, created_at), finished_at = ?, error_code = NULL, error_message = NULL
            """,
            [mediaType, pages.total, pages.done, pages.failed, Date().milliseconds]
        )
    }

    package func abandon(_ id: String, _ failure: Failure) async throws -> Bool {
        try await move(
            id,
            from: [.queued, .running, .retrying],
            to: .failed,
            "token = token + 1, finished_at = ?, error_code = ?, error_message = ?",
            [Date().milliseconds, failure.code.rawValue, failure.message],
            reason: failure.code
        )
    }

    package func unrecorded(among ids: [String]) async throws -> [String] {
        try await read { try JobQueries.unrecorded($0, among: ids) }
    }

    package func restore(_ jobs: [StoredJob]) async throws -> Int {
        try await commits.perform { db in try jobs.count { try JobChanges.restore(db, $0) } }
    }

    // MARK: Reading

    package func job(_ id: String) async throws -> Job? { try await read { try JobQueries.job($0, id) } }

    package func jobs(_ query: JobQuery) async throws -> [Job] {
        try await read { try JobQueries.jobs($0, query) }
    }

    package func counts() async throws -> [JobState: Int] { try await read { try JobQueries.counts($0) } }

    package func events(after number: Int64, job: String?, limit: Int) async throws -> [JobEvent] {
        try await read { try JobQueries.events($0, after: number, job: job, limit: limit) }
    }

    private func read<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(work)
        } catch {
            guard let trouble = RecordsError(error) else { throw error }
            onTrouble(trouble)
            throw trouble
        }
    }

    // MARK: Changes

    package func holds(_ fence: Fence) async throws -> Bool {
        try await read { try JobQueries.holds($0, fence) }
    }

    /// A change within a running attempt, without a transition.
    private func change(_ fence: Fence, _ assignments: String, _ values: [any DatabaseValueConvertible & Sendable])
        async throws -> Bool
    {
        try await commits.perform { try JobChanges.update($0, fence, assignments, values) }
    }

    private func move(
        _ fence: Fence,
        to state: JobState,
        _ assignments: String,
        _ values: [any DatabaseValueConvertible & Sendable],
        reason: FailureCode? = nil
    ) async throws -> Bool {
        try await commits.perform { db in
            guard try JobChanges.update(db, fence, "state = '\(state.rawValue)', \(assignments)", values) else {
                return false
            }
            try JobChanges.record(db, fence.id, state, reason: reason)
            return true
        }
    }

    private func move(
        _ id: String,
        from states: [JobState],
        to state: JobState,
        _ assignments: String,
        _ values: [any DatabaseValueConvertible & Sendable],
        reason: FailureCode? = nil
    ) async throws -> Bool {
        try await commits.perform { db in
            let changes = "state = '\(state.rawValue)', \(assignments)"
            guard try JobChanges.update(db, id, from: states, changes, values) else { return false }
            try JobChanges.record(db, id, state, reason: reason)
            return true
        }
    }
}
