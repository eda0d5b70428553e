// SPDX-License-Identifier: GPL-3.0-or-later

package import FoundationEssentials

/// One transition of one job; `number` runs upward over all jobs without repeats.
package struct JobEvent: Codable, Hashable, Sendable {
    /// The kind of the last event of a job whose record is gone.
    package static let deleted = "deleted"

    package var number: Int64
    package var job: String
    package var at: Date
    /// A state, or `deleted`.
    package var kind: String
    package var attempt: Int
    /// The error's code, where one is the reason.
    package var reason: String?

    package init(number: Int64, job: String, at: Date, kind: String, attempt: Int, reason: String? = nil) {
        self.number = number
        self.job = job
        self.at = at
        self.kind = kind
        self.attempt = attempt
        self.reason = reason
    }
}
