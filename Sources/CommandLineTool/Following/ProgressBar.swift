// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Jobs
import Settings

/// One line at the foot of a terminal that is drawn anew, and above it a line for each job that has ended.
struct ProgressBar: FollowDisplay {
    /// Back to the line's start, and the line wiped.
    private static let wipe = "\r\u{1B}[K"

    let source: any JobSource

    func changed(_ job: Job) throws {
        guard job.status.isTerminal else { return }
        Console.write(Self.wipe)
        Console.line(JobSummary.ending(job, source))
    }

    func looked(_ jobs: [Job], of count: Int) {
        let progress = Progress(jobs, of: count, now: Date())
        guard let text = progress.text else { return Console.write(Self.wipe) }
        // One column short: a full line would wrap on some terminals.
        Console.write(Self.wipe + text.escapingControls.fitted(to: (Console.width ?? 80) - 1))
    }

    func gone(_ id: String) {
        Console.write(Self.wipe)
        Console.note("there is no job \(id)")
    }

    /// Nothing has named them so far.
    func abandoned(_ open: [String]) {
        Console.write(Self.wipe)
        for id in open { Console.line("not ended yet  \(id)") }
    }
}
