// SPDX-License-Identifier: GPL-3.0-or-later

package import FoundationEssentials
import GRDB

/// What an operator asks beyond the jobs themselves.
extension SQLiteJobReader {
    /// Ids of recorded jobs that begin so, in order.
    package func ids(prefix: String, limit: Int) async throws -> [String] {
        try await read(otherwise: []) { db in
            let sql = "SELECT id FROM jobs WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
            // "g" follows every character of an id.
            return try String.fetchAll(db, sql: sql, arguments: [prefix, prefix + "g", limit])
        }
    }

    /// Those of the ids that have no record.
    package func unrecorded(among ids: [String]) async throws -> [String] {
        try await read(otherwise: ids) { try JobQueries.unrecorded($0, among: ids) }
    }

    /// How often jobs came to each terminal state, at this time or later.
    package func endings(since time: Date) async throws -> [JobState: Int] {
        try await read(otherwise: [:]) { db in
            let sql = "SELECT kind, count(*) AS n FROM job_events WHERE at >= ? GROUP BY kind"
            let rows = try Row.fetchAll(db, sql: sql, arguments: [time.milliseconds])
            let known = rows.compactMap { row in JobState(rawValue: row["kind"]).map { ($0, row["n"] as Int) } }
            return Dictionary(uniqueKeysWithValues: known.filter { $0.0.isTerminal })
        }
    }

    package func oldestWaiting() async throws -> Job? {
        try await read(otherwise: nil) { db in
            let sql = "SELECT * FROM jobs WHERE state IN ('queued', 'retrying') ORDER BY created_at, id LIMIT 1"
            return try Row.fetchOne(db, sql: sql).map { try JobRow($0).job }
        }
    }

    /// A `quick_check` of the whole file: `ok`, or what is wrong; nil where there is no database yet.
    package func check() async throws -> String? {
        try await read(otherwise: nil) { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    }

    /// The version of the SQLite library.
    package static func engineVersion() throws -> String {
        try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "unknown" }
    }
}

extension SQLiteJobStore {
    /// A setting of the worker's connection, which no other connection can ask for.
    package static let synchronous = "FULL"
}
