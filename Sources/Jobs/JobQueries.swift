// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import GRDB

/// The reading half of the SQLite engine, the same for the worker's connection and for read-only ones.
enum JobQueries {
    static func job(_ db: Database, _ id: String) throws -> Job? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM jobs WHERE id = ?"), arguments: [id])
            .map { try JobRow($0).job }
    }

    static func holds(_ db: Database, _ fence: Fence) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM jobs WHERE id = ? AND token = ? AND state = 'running')"
        return try Bool.fetchOne(db.cachedStatement(sql: sql), arguments: [fence.id, fence.token]) ?? false
    }

    static func jobs(_ db: Database, _ query: JobQuery) throws -> [Job] {
        var conditions: [String] = []
        var arguments: [any DatabaseValueConvertible] = []
        func require(_ condition: String, _ values: any DatabaseValueConvertible...) {
            conditions.append(condition)
            arguments += values
        }
        if let state = query.state { require("state = ?", state.rawValue) }
        if let name = query.name { require("instr(lower(name), lower(?)) > 0", name) }
        if let since = query.since { require("created_at >= ?", since.milliseconds) }
        if let cursor = query.cursor { require("(created_at, id) < (?, ?)", cursor.createdAt, cursor.id) }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let sql = "SELECT * FROM jobs \(filter) ORDER BY created_at DESC, id DESC LIMIT ?"
        arguments.append(query.limit)
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
            .map { try JobRow($0).job }
    }

    static func ended(_ db: Database, _ states: [JobState], before time: Date?, limit: Int) throws -> [Job] {
        let list = states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let sql = """
            SELECT * FROM jobs WHERE state IN (\(list)) AND finished_at IS NOT NULL AND finished_at < ?
                ORDER BY finished_at, id LIMIT ?
            """
        let arguments: StatementArguments = [time?.milliseconds ?? .max, limit]
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { try JobRow($0).job }
    }

    static func unrecorded(_ db: Database, among ids: [String]) throws -> [String] {
        let list = String(decoding: try RecordCoding.encoder.encode(ids), as: UTF8.self)
        let sql = "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM jobs)"
        return try String.fetchAll(db.cachedStatement(sql: sql), arguments: [list])
    }

    static func counts(_ db: Database) throws -> [JobState: Int] {
        let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT state, count(*) AS n FROM jobs GROUP BY state"))
        let known = rows.compactMap { row in JobState(rawValue: row["state"]).map { ($0, row["n"] as Int) } }
        return Dictionary(uniqueKeysWithValues: known)
    }

    static func events(_ db: Database, after number: Int64, job: String?, limit: Int) throws -> [JobEvent] {
        let filter = job == nil ? "" : "AND job = ?"
        let sql = "SELECT * FROM job_events WHERE number > ? \(filter) ORDER BY number LIMIT ?"
        let arguments: StatementArguments = job.map { [number, $0, limit] } ?? [number, limit]
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            JobEvent(
                number: row["number"],
                job: row["job"],
                at: Date(milliseconds: row["at"]),
                kind: row["kind"],
                attempt: row["attempt"],
                reason: row["reason"]
            )
        }
    }
}
