// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs

/// All that is known of a job, for people.
struct JobDetails {
    let facts: FactList

    init(_ job: Job, _ source: any JobSource) {
        var facts = FactList()
        facts.add("id", job.id)
        facts.add("status", job.status.rawValue)
        facts.add("name", job.name)
        facts.add("type", job.mediaType)
        facts.add("size", job.bytes.map(Quantity.bytes))
        facts.add("sha256", job.sha256)
        facts.add("priority", job.priority == 0 ? nil : "\(job.priority)")
        facts.add("attempt", job.attempt == 0 ? nil : "\(job.attempt)")
        facts.add("pages", job.pages.map { Self.pages($0, job.status) })
        facts.add("outputs", job.outputs.isEmpty ? nil : job.outputs.map(\.rawValue).joined(separator: ", "))
        facts.add("created", Quantity.time(job.createdAt))
        facts.add("started", job.startedAt.map(Quantity.time))
        facts.add("finished", job.finishedAt.map(Quantity.time))
        facts.add("error", job.error?.description)
        facts.add("results", job.status == .completed ? source.resultsPlace(of: job.id) : nil)
        self.facts = facts
    }

    private static func pages(_ pages: Job.Pages, _ status: JobState) -> String {
        if status == .completed { return JobSummary.pages(pages) }
        let failed = pages.failed > 0 ? ", \(pages.failed) failed" : ""
        return "\(pages.done) of \(pages.total)\(failed)"
    }
}
