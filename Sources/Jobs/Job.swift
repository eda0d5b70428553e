// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion
package import FoundationEssentials

/// A job as HTTP and `--json` give it: absent is absent, never null; sizes in bytes.
package struct Job: Codable, Hashable, Sendable, Identifiable {
    package struct Pages: Codable, Hashable, Sendable {
        package var total: Int
        package var done: Int
        package var failed: Int

        package init(total: Int, done: Int = 0, failed: Int = 0) {
            self.total = total
            self.done = done
            self.failed = failed
        }
    }

    /// The text of a `JobID`.
    package var id: String
    package var status: JobState
    package var name: String
    package var mediaType: String?
    package var bytes: Int64?
    package var sha256: String?
    package var priority: Int
    /// How often it has been begun in this series of attempts.
    package var attempt: Int
    /// Known once the document has been looked at.
    package var pages: Pages?
    package var outputs: [OutputKind]
    package var createdAt: Date
    package var startedAt: Date?
    package var finishedAt: Date?
    package var error: Failure?

    package init(
        id: String,
        status: JobState,
        name: String,
        mediaType: String? = nil,
        bytes: Int64? = nil,
        sha256: String? = nil,
        priority: Int = 0,
        attempt: Int = 0,
        pages: Pages? = nil,
        outputs: [OutputKind],
        createdAt: Date,
        startedAt: Date? = nil,
        finishedAt: Date? = nil,
        error: Failure? = nil
    ) {
        self.id = id
        self.status = status
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
        self.sha256 = sha256
        self.priority = priority
        self.attempt = attempt
        self.pages = pages
        self.outputs = outputs
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.error = error
    }
}
