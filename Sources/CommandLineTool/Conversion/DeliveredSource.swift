// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// The records of a private home, whose results will stand elsewhere.
struct DeliveredSource: JobSource {
    let records: JobRecords
    let place: String

    var interval: Duration { .milliseconds(50) }

    func job(_ id: String) async throws -> Job? { try await records.job(id) }

    func resultsPlace(of id: String) -> String { place }
}
