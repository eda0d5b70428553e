// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// What is known of the jobs that are followed.
struct FollowedJobs {
    /// But for those that are gone.
    private(set) var ids: [String]
    private var known: [String: Job] = [:]

    init(_ ids: [String]) { self.ids = ids }

    /// None has been seen yet.
    var isUnknown: Bool { known.isEmpty }

    var jobs: [Job] { ids.compactMap { known[$0] } }

    /// Those that have not ended.
    var open: [String] { ids.filter { known[$0]?.status.isTerminal != true } }

    /// - Returns: whether the job is other than at the last look.
    mutating func note(_ job: Job, _ id: String) -> Bool { known.updateValue(job, forKey: id) != job }

    mutating func drop(_ id: String) { ids.removeAll { $0 == id } }
}
