// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// Hands documents in: to the shared folder here, or to a front elsewhere.
protocol Submitter: Sendable {
    func submit(_ document: SourceDocument) async throws -> Job
}
