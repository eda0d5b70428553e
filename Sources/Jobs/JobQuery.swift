// SPDX-License-Identifier: GPL-3.0-or-later

package import FoundationEssentials

/// Which jobs to list, newest first.
package struct JobQuery: Hashable, Sendable {
    package static let largestPage = 1000

    package var state: JobState?
    /// Part of the document's name, without regard to case (ASCII).
    package var name: String?
    /// Created at this time or later.
    package var since: Date?
    /// Continues after this job.
    package var cursor: JobCursor?
    package var limit: Int

    package init(
        state: JobState? = nil,
        name: String? = nil,
        since: Date? = nil,
        cursor: JobCursor? = nil,
        limit: Int = 100
    ) {
        self.state = state
        self.name = name
        self.since = since
        self.cursor = cursor
        self.limit = min(max(limit, 1), Self.largestPage)
    }
}

/// A place in the list of jobs that stays where it is when newer jobs arrive.
package struct JobCursor: Hashable, Sendable {
    /// Milliseconds since 1970.
    package let createdAt: Int64
    let id: String

    package init(after job: Job) {
        createdAt = job.createdAt.milliseconds
        id = job.id
    }

    /// Nil for a text that no list has given.
    package init?(_ text: String) {
        let parts = text.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let createdAt = Int64(parts[0]) else { return nil }
        self.createdAt = createdAt
        id = String(parts[1])
    }

    package var text: String { "\(createdAt)_\(id)" }

    /// Whether a job stands behind this place.
    package func precedes(_ job: Job) -> Bool { (job.createdAt.milliseconds, job.id) < (createdAt, id) }
}

extension Date {
    /// Since 1970. Dates may come from outside: those too far away count as the furthest, and no number as 0.
    var milliseconds: Int64 {
        let exact = (timeIntervalSince1970 * 1000).rounded()
        if let whole = Int64(exactly: exact) { return whole }
        return exact.isNaN ? 0 : exact < 0 ? .min : .max
    }

    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
