// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Jobs

/// A job in one line.
enum JobSummary {
    static func state(_ job: Job) -> String { "\(job.status.rawValue)  \(job.name)  \(job.id)" }

    static func ending(_ job: Job, _ source: any JobSource) -> String {
        switch job.status {
        case .completed: "\(state(job))  \(facts(job))  \(source.resultsPlace(of: job.id))"
        default: state(job) + (job.error.map { "  \($0)" } ?? "")
        }
    }

    static func pages(_ pages: Job.Pages) -> String {
        let count = pages.total == 1 ? "1 page" : "\(pages.total) pages"
        return pages.failed > 0 ? "\(count) (\(pages.failed) failed)" : count
    }

    private static func facts(_ job: Job) -> String {
        let time = job.finishedAt.map { Quantity.seconds($0.timeIntervalSince(job.startedAt ?? job.createdAt)) }
        return [job.pages.map(pages), time.map { "in \($0)" }].compactMap { $0 }.joined(separator: " ")
    }
}
