// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Jobs
import Spool

/// Jobs that ended long ago, to be deleted by the worker: it looks again whether they have ended.
struct Pruning {
    struct Answer: Encodable {
        let jobs: [Entry]
        /// Of all of them.
        let bytes: Int64
        let dryRun: Bool
        let workerActive: Bool
    }

    struct Entry: Encodable {
        let id: String
        let status: JobState
        let name: String
        let finishedAt: Date
        /// Of the job's folder.
        let bytes: Int64
    }

    /// The first to end first.
    let jobs: [Entry]
    private let site: Site

    /// - Parameter cutoffs: before when a job in each state must have ended.
    init(_ site: Site, _ cutoffs: [JobState: Date]) async throws {
        self.site = site
        var jobs: [Entry] = []
        for (state, cutoff) in cutoffs {
            for job in try await site.records.jobs(JobQuery(state: state), limit: .max) {
                guard let end = job.finishedAt, end < cutoff, let id = JobID(job.id) else { continue }
                let folder = state == .completed ? site.spool.results : site.spool.quarantine
                let bytes = (try? folder.folder(id.fileName).bytesBelow()) ?? 0
                jobs.append(Entry(id: job.id, status: state, name: job.name, finishedAt: end, bytes: bytes))
            }
        }
        self.jobs = jobs.sorted { ($0.finishedAt, $0.id) < ($1.finishedAt, $1.id) }
    }

    func request() throws {
        for id in jobs.compactMap({ JobID($0.id) }) { try site.spool.post(Command(.prune, id)) }
    }

    func answer(isDryRun: Bool) -> Answer {
        Answer(jobs: jobs, bytes: bytes, dryRun: isDryRun, workerActive: site.hasActiveWorker)
    }

    func show(isDryRun: Bool) {
        guard !jobs.isEmpty else { return Console.note("nothing is old enough") }
        var table = Table([
            .init(title: "ID"), .init(title: "STATUS"), .init(title: "KEPT", isNumber: true), .init(title: "ENDED"),
            .init(title: "NAME"),
        ])
        for job in jobs {
            table.add([
                job.id, job.status.rawValue, Quantity.bytes(job.bytes), Quantity.time(job.finishedAt), job.name,
            ])
        }
        table.show()
        let what = "\(jobs.count) jobs, \(Quantity.bytes(bytes))"
        Console.note(isDryRun ? "\(what) would be deleted" : "\(what) will be deleted")
    }

    private var bytes: Int64 { jobs.reduce(0) { $0.addingClamped($1.bytes) } }
}
