// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import GRDB

/// A row of `jobs` as the types above it.
struct JobRow {
    let job: Job
    let options: JobOptions
    let fence: Fence

    init(_ row: Row) throws {
        let state: String = row["state"]
        guard let status = JobState(rawValue: state) else { throw DatabaseError(message: "unknown state \(state)") }
        let text: String = row["options"]
        options = try RecordCoding.decoder.decode(JobOptions.self, from: Data(text.utf8))
        fence = Fence(id: row["id"], token: row["token"])
        job = Job(
            id: row["id"],
            status: status,
            name: row["name"],
            mediaType: row["media_type"],
            bytes: row["bytes"],
            sha256: row["sha256"],
            priority: row["priority"],
            attempt: row["attempt"],
            pages: Self.pages(row),
            outputs: options.outputs,
            createdAt: Date(milliseconds: row["created_at"]),
            startedAt: (row["started_at"] as Int64?).map(Date.init(milliseconds:)),
            finishedAt: (row["finished_at"] as Int64?).map(Date.init(milliseconds:)),
            error: Self.failure(row)
        )
    }

    var claimed: ClaimedJob { ClaimedJob(job: job, options: options, fence: fence) }

    private static func pages(_ row: Row) -> Job.Pages? {
        (row["pages_total"] as Int?).map {
            Job.Pages(total: $0, done: row["pages_done"], failed: row["pages_failed"])
        }
    }

    private static func failure(_ row: Row) -> Failure? {
        guard let code = row["error_code"] as String?, let message = row["error_message"] as String? else { return nil }
        return Failure(FailureCode(rawValue: code) ?? .internal, message)
    }
}
