// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import GRDB
import Glibc
import Synchronization

/// Read-only job records, for the front and the command line. Opens the database when it is first needed and anew when
/// another file stands in its place. Before a worker has ever made one, there are no records.
package final class SQLiteJobReader: JobReader {
    private struct Opened {
        let pool: DatabasePool
        let inode: UInt64
    }

    private let path: String
    private let opened = Mutex<Opened?>(nil)

    package init(path: String) { self.path = path }

    package func job(_ id: String) async throws -> Job? {
        try await read(otherwise: nil) { try JobQueries.job($0, id) }
    }

    package func jobs(_ query: JobQuery) async throws -> [Job] {
        try await read(otherwise: []) { try JobQueries.jobs($0, query) }
    }

    package func counts() async throws -> [JobState: Int] {
        try await read(otherwise: [:]) { try JobQueries.counts($0) }
    }

    package func events(after number: Int64, job: String?, limit: Int) async throws -> [JobEvent] {
        try await read(otherwise: []) { try JobQueries.events($0, after: number, job: job, limit: limit) }
    }

    /// The journal mode that the database is in, or nil where there is none yet.
    package func journalMode() async throws -> String? {
        try await read(otherwise: nil) { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    }

    func read<Value: Sendable>(
        otherwise none: Value,
        _ query: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        guard let pool = try pool() else { return none }
        do {
            return try await pool.read(query)
        } catch let error as DatabaseError where error.message?.hasPrefix("no such table") == true {
            // The worker is just making it.
            return none
        }
    }

    private func pool() throws -> DatabasePool? {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_size > 0 else { return nil }
        let inode = UInt64(facts.st_ino)
        return try opened.withLock { opened in
            if let known = opened, known.inode == inode { return known.pool }
            let pool = try DatabasePool(path: path, configuration: .reading)
            opened = Opened(pool: pool, inode: inode)
            return pool
        }
    }
}
