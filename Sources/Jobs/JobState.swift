// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a job stands. It only moves forward, but for an operator's retry.
package enum JobState: String, Codable, Sendable, CaseIterable {
    case queued
    case running
    /// Waits for its next attempt.
    case retrying
    case completed
    /// Set aside in quarantine.
    case failed
    case cancelled

    package var isTerminal: Bool { [.completed, .failed, .cancelled].contains(self) }
}
