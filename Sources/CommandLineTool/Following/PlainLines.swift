// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Synchronization

/// A line for each new state, for people who read it later.
final class PlainLines: FollowDisplay {
    private let source: any JobSource
    private let shown = Mutex<[String: JobState]>([:])

    init(source: any JobSource) { self.source = source }

    func changed(_ job: Job) throws {
        let before = shown.withLock { $0.updateValue(job.status, forKey: job.id) }
        guard before != job.status else { return }
        Console.line(job.status.isTerminal ? JobSummary.ending(job, source) : JobSummary.state(job))
    }

    func looked(_ jobs: [Job], of count: Int) {}
}
