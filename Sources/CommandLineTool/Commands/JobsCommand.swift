// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Jobs

struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "List jobs, the newest first.",
        discussion:
            "Where the job records are not in the shared folder, PANNIER_STATE or the configuration file says so."
    )

    @Option(help: "In this state: \(JobState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: JobState?

    @Option(help: "With this in the document's name.")
    var name: String?

    @Option(help: "Created since: 2h, 3d (ago), 2030-01-31, 2030-01-31T12:00:00Z (UTC).")
    var since: PastTime?

    @Option(help: "Most jobs to list.")
    var limit = 50

    @OptionGroup var home: HomeOptions
    @OptionGroup var format: JSONOption

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit \(limit) lists nothing: write 1 or more") }
    }

    func run() async throws {
        let query = JobQuery(state: state, name: name, since: since?.date)
        let jobs = try await Site(home.settings(), .look).records.jobs(query, limit: limit)
        if format.json { return try Console.json(["jobs": jobs]) }
        guard !jobs.isEmpty else { return Console.note("there are no such jobs") }
        table(jobs).show()
    }

    private func table(_ jobs: [Job]) -> Table {
        var table = Table([
            .init(title: "ID"), .init(title: "STATUS"), .init(title: "PAGES", isNumber: true),
            .init(title: "SIZE", isNumber: true), .init(title: "CREATED"), .init(title: "NAME"),
        ])
        for job in jobs {
            let bytes = job.bytes.map(Quantity.bytes) ?? ""
            table.add([job.id, job.status.rawValue, pages(job), bytes, Quantity.time(job.createdAt), job.name])
        }
        return table
    }

    private func pages(_ job: Job) -> String {
        guard let pages = job.pages else { return "" }
        return pages.settled == pages.total ? "\(pages.total)" : "\(pages.settled)/\(pages.total)"
    }
}

extension JobState: ExpressibleByArgument {}
