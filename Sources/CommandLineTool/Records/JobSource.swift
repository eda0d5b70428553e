// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// Where the state of jobs is read: the shared folder here, or a front elsewhere.
protocol JobSource: Sendable {
    /// How long to wait between two looks.
    var interval: Duration { get }
    /// Nil where there is no such job.
    func job(_ id: String) async throws -> Job?
    /// Where people find the results.
    func resultsPlace(of id: String) -> String
}
