// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// Shows what becomes of followed jobs.
protocol FollowDisplay {
    /// A job is other than at the last look.
    func changed(_ job: Job) throws
    /// After each look at all of them.
    func looked(_ jobs: [Job], of count: Int)
    /// A job has been deleted meanwhile; the others are followed on.
    func gone(_ id: String)
    /// The following ends before these jobs do.
    func abandoned(_ open: [String])
}

extension FollowDisplay {
    func gone(_ id: String) { Console.note("there is no job \(id)") }

    func abandoned(_ open: [String]) {}
}

/// A line of JSON for each change.
struct JSONLines: FollowDisplay {
    func changed(_ job: Job) throws { try Console.json(job) }

    func looked(_ jobs: [Job], of count: Int) {}
}
