// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Jobs
import Spool

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show a job.",
        discussion: "With --watch it is followed to its end, and the exit code is 1 where it failed or was cancelled."
    )

    @Argument(help: "The job's id, or its first characters (4 or more) where no other begins so.")
    var id: String

    @Flag(help: "Follow the job until it ends.")
    var watch = false

    @OptionGroup var front: FrontOption
    @OptionGroup var folders: SiteOptions
    @OptionGroup var format: JSONOption

    func run() async throws {
        let (source, id) = try await find()
        guard watch else { return try await show(id, source) }
        let jobs = try await JobFollower(source: source, display: format.display(source)).follow([id])
        if jobs.contains(where: { $0.status != .completed }) { throw CommandStatus.failed.code }
    }

    private func find() async throws -> (any JobSource, String) {
        if let client = try front.client() { return (client, try FrontClient.id(id)) }
        let site = try await folders.site()
        return (site.records, try await site.records.id(id).text)
    }

    private func show(_ id: String, _ source: any JobSource) async throws {
        guard let job = try await source.job(id) else { throw CommandFailure(.notFound, "there is no job \(id)") }
        if format.json { return try Console.json(job) }
        JobDetails(job, source).facts.show()
    }
}
