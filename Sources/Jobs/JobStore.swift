// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion
package import FoundationEssentials

/// The job records, as the worker keeps them: the one way to change a job's state.
///
/// Each change is one transaction with its row in the events, and is durable when the call returns. What a running
/// attempt reports is fenced: it takes effect while the job is running under the same token and else answers false.
package protocol JobStore: JobReader {
    /// Records a new job as queued; false where the id is known already.
    func enqueue(_ job: NewJob) async throws -> Bool
    /// Records a new job as failed at once; false where the id is known already.
    func refuse(_ job: NewJob, _ failure: Failure) async throws -> Bool

    /// Takes up to `limit` jobs that are due: highest priority first, then the longest waiting. Each counts an attempt.
    func claim(limit: Int, now: Date) async throws -> [ClaimedJob]
    /// When the next job that waits for another attempt is due.
    func nextRetry() async throws -> Date?

    /// Whether the job is running under this token still.
    func holds(_ fence: Fence) async throws -> Bool
    func progressed(_ fence: Fence, mediaType: String, pages: Job.Pages) async throws -> Bool
    func complete(_ fence: Fence, mediaType: String, pages: Job.Pages) async throws -> Bool
    func retryLater(_ fence: Fence, _ failure: Failure, at time: Date) async throws -> Bool
    func fail(_ fence: Fence, _ failure: Failure) async throws -> Bool
    /// Gives a job back unharmed: queued again, the attempt not counted.
    func release(_ fence: Fence) async throws -> Bool
    /// As `retryLater`, for what was no fault of the document's: the attempt is not counted.
    func postpone(_ fence: Fence, _ failure: Failure, until time: Date) async throws -> Bool

    /// From queued, running or retrying; false from any other state. What runs loses its fence.
    func cancel(_ id: String) async throws -> Bool
    /// From failed or cancelled into a new series of attempts; false from any other state.
    func retry(_ id: String) async throws -> Bool
    /// Removes the record; its events stay, with a last one that says so.
    func delete(_ id: String) async throws -> Bool

    /// Jobs that have ended in one of these states, the first to end first.
    /// - Parameter time: ended before it; nil for all.
    func ended(_ states: [JobState], before time: Date?, limit: Int) async throws -> [Job]
    /// As `delete`, for those that have ended just as is said here, and no others. Answers the ids of those.
    func delete(ended jobs: [Job]) async throws -> [String]
    /// Removes the oldest events, up to the first that came at this time or later; those of jobs that have not ended stay.
    /// - Returns: how many.
    func pruneEvents(before time: Date) async throws -> Int

    /// After the worker's end: what was running is queued again, its attempt counted. Answers those jobs.
    func recover() async throws -> [ClaimedJob]
    /// Those of the ids that have no record.
    func unrecorded(among ids: [String]) async throws -> [String]
    /// Records jobs that have ended, as they stand; leaves those alone that have a record.
    /// - Returns: how many are new.
    func restore(_ jobs: [StoredJob]) async throws -> Int
    /// Completes a job whose results are published though its record says otherwise.
    func settle(_ id: String, mediaType: String, pages: Job.Pages) async throws -> Bool
    /// Fails a job whose document is set aside though its record says otherwise, or that can't go on.
    func abandon(_ id: String, _ failure: Failure) async throws -> Bool
}

package enum Retry {
    /// Seconds until the next attempt, at the most.
    package static let longestDelay: Double = 3600
}

/// A job about to be recorded.
package struct NewJob: Hashable, Sendable {
    package var id: String
    package var name: String
    package var bytes: Int64?
    package var sha256: String?
    package var options: JobOptions
    package var createdAt: Date

    package init(
        id: String,
        name: String,
        bytes: Int64? = nil,
        sha256: String? = nil,
        options: JobOptions,
        createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
        self.options = options
        self.createdAt = createdAt
    }
}

/// Names one attempt of one job: the token rises whenever the job changes hands.
package struct Fence: Hashable, Sendable {
    package let id: String
    package let token: Int64

    package init(id: String, token: Int64) {
        self.id = id
        self.token = token
    }
}

/// A job in its worker's hands.
package struct ClaimedJob: Hashable, Sendable {
    package let job: Job
    package let options: JobOptions
    package let fence: Fence

    package init(job: Job, options: JobOptions, fence: Fence) {
        self.job = job
        self.options = options
        self.fence = fence
    }
}
