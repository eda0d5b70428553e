// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Jobs

/// What is promised of the SQLite engine beside the conformance suite.
struct SQLiteTests {
    let path: String

    init() throws { path = try TemporaryFolder().path + "/jobs.sqlite" }

    private func text(_ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration).read {
            try Row.fetchAll($0, sql: sql, arguments: arguments).map { "\($0[$0.count - 1] as DatabaseValue)" }
        }
    }

    @Test func readersGoOnWhenTheWriterHasClosed() async throws {
        let store = try SQLiteJobStore(path: path)
        #expect(try await store.enqueue(.sample(1)))
        let reader = SQLiteJobReader(path: path)
        #expect(try await reader.counts() == [.queued: 1])
        try store.close()
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        #expect(try await reader.counts() == [.queued: 1])
        #expect(try await SQLiteJobReader(path: path).job(NewJob.sample(1).id)?.status == .queued)
    }

    @Test func aCommitIsOnTheDiskWhenItReturns() throws {
        let store = try SQLiteJobStore(path: path)
        // 2 is FULL: each commit synchronizes the WAL.
        #expect(try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
    }

    @Test func aReaderWaitsForTheFirstWorker() async throws {
        let reader = SQLiteJobReader(path: path)
        #expect(try await reader.counts().isEmpty)
        #expect(try await reader.job("x") == nil)
        let store = try SQLiteJobStore(path: path)
        #expect(try await store.enqueue(.sample(1)))
        #expect(try await reader.counts() == [.queued: 1])
        #expect(try await reader.journalMode() == "wal")
    }

    @Test func aReaderFollowsADatabaseThatWasReplaced() async throws {
        let store = try SQLiteJobStore(path: path)
        #expect(try await store.enqueue(.sample(1)))
        let reader = SQLiteJobReader(path: path)
        #expect(try await reader.counts() == [.queued: 1])
        try store.close()
        for suffix in ["", "-wal", "-shm"] {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: path + ".old" + suffix)
        }
        _ = try SQLiteJobStore(path: path)
        #expect(try await reader.counts().isEmpty)
    }

    @Test func theNextJobComesFromACoveringIndex() async throws {
        _ = try SQLiteJobStore(path: path)
        let plan = try text("EXPLAIN QUERY PLAN " + JobChanges.next, [0, 10]).joined(separator: "\n")
        #expect(plan.contains("COVERING INDEX jobs_next"))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test(arguments: [
        ("SELECT * FROM jobs WHERE state = 'failed' ORDER BY created_at DESC, id DESC LIMIT 100", "jobs_by_state"),
        ("SELECT * FROM jobs ORDER BY created_at DESC, id DESC LIMIT 100", "jobs_by_time"),
        ("SELECT state, count(*) FROM jobs GROUP BY state", "COVERING INDEX jobs_by_state"),
        ("SELECT * FROM job_events WHERE number > 5 AND job = 'x' ORDER BY number LIMIT 9", "job_events_by_job"),
    ])
    func listsAreReadInOrderFromAnIndex(sql: String, index: String) throws {
        _ = try SQLiteJobStore(path: path)
        let plan = try text("EXPLAIN QUERY PLAN " + sql).joined(separator: "\n")
        #expect(plan.contains(index))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test(arguments: [
        "UPDATE jobs SET state = 'nonsense'", "UPDATE jobs SET state = 'failed'", "UPDATE jobs SET finished_at = 1",
        "UPDATE jobs SET options = 'no json'", "UPDATE jobs SET attempt = -1", "UPDATE jobs SET sha256 = 'short'",
    ])
    func theSchemaRefusesWhatMakesNoSense(sql: String) async throws {
        let store = try SQLiteJobStore(path: path)
        #expect(try await store.enqueue(.sample(1)))
        try store.close()
        let queue = try DatabaseQueue(path: path)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }

    @Test func changesThatArriveTogetherShareATransaction() async throws {
        let store = try SQLiteJobStore(path: path)
        let before = try commits()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...200 { group.addTask { try await store.enqueue(.sample(number)) } }
            for try await isNew in group { #expect(isNew) }
        }
        #expect(try commits() - before < 200)
    }

    @Test func aFullDiskLosesTheChangeAndNothingElse() async throws {
        let told = Mutex<[RecordsError.Cause]>([])
        let store = try SQLiteJobStore(path: path) { trouble in told.withLock { $0.append(trouble.cause) } }
        #expect(try await store.enqueue(.sample(1)))
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1") }
        let error = await #expect(throws: RecordsError.self) {
            for number in 2...1000 { _ = try await store.enqueue(.sample(number)) }
        }
        #expect(error?.cause == .diskFull)
        #expect(told.withLock { $0 } == [.diskFull])
        let kept = try await store.counts()[.queued] ?? 0
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        #expect(try await store.enqueue(.sample(2000)))
        #expect(try await store.counts() == [.queued: kept + 1])
        #expect(try await store.check() == "ok")
    }

    @Test func aFileThatIsNoDatabaseIsToldAsSuch() throws {
        try Data("this is no database at all, only a text of some length".utf8).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: RecordsError.self) { try SQLiteJobStore(path: path) }
        #expect(error?.cause == .damaged)
    }

    /// Commits in the WAL: frames whose header says how large the database is after them (SQLite's file format, 4.1).
    private func commits() throws -> Int {
        let wal = try Array(Data(contentsOf: URL(fileURLWithPath: path + "-wal")))
        let frame = 4096 + 24
        return stride(from: 32, to: wal.count - 24, by: frame).count { start in
            wal[(start + 4)..<(start + 8)].contains { $0 != 0 }
        }
    }
}
