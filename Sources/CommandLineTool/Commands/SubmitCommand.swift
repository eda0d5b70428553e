// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Jobs

struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Hand documents in for conversion.",
        discussion: "Each becomes a job of its own; one that can't be read does not keep the others back."
    )

    @Argument(help: ArgumentHelp("Documents; - is standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Option(help: "What the job is called, for a single document; needed for standard input.")
    var name: String?

    @OptionGroup var conversion: ConversionOptions

    // What begins with a dash is a value here.
    @Option(parsing: .unconditional, help: "Higher goes first, from -100 to 100 (default: 0).")
    var priority: String?

    @Flag(help: "Wait until each is converted.")
    var wait = false

    @OptionGroup var front: FrontOption
    @OptionGroup var folders: SiteOptions
    @OptionGroup var format: JSONOption

    func validate() throws {
        if name != nil && files.count > 1 { throw ValidationError("--name goes with a single document") }
        if name == nil && files.contains("-") {
            throw ValidationError("Standard input needs a name: --name report.pdf")
        }
    }

    func run() async throws {
        let target = try await target()
        let submission = await submission(to: target.submitter)
        try report(submission)
        if let site = target.site, !submission.jobs.isEmpty { site.noteMissingWorker() }
        let ended = wait ? try await follow(submission.jobs, target.source) : []
        if let status = submission.worst { throw status.code }
        if ended.contains(where: { $0.status != .completed }) { throw CommandStatus.failed.code }
    }

    private func target() async throws -> (submitter: any Submitter, source: any JobSource, site: Site?) {
        if let client = try front.client(options: given) {
            _ = try conversion.parsed(priority: priority)
            return (client, client, nil)
        }
        let options = try conversion.parsed(priority: priority)
        let site = try Site(await folders.settings(), .submit)
        return (FolderSubmitter(site: site, options: given.isEmpty ? nil : options), site.records, site)
    }

    private var given: [(name: String, value: String)] {
        conversion.given + (priority.map { [("priority", $0)] } ?? [])
    }

    private func submission(to submitter: any Submitter) async -> Submission {
        var submission = Submission()
        var arguments = RawArguments.ofProcess
        for file in files {
            do {
                let document = try SourceDocument(path: file, name: name, raw: arguments.bytes(of: file))
                submission.jobs.append(try await submitter.submit(document))
            } catch {
                submission.refusals.append(Submission.Refusal(file: file, error))
                Console.note(CommandStatus.sentence(for: error))
            }
        }
        return submission
    }

    private func report(_ submission: Submission) throws {
        if !format.json {
            for job in submission.jobs where !wait { Console.line("\(job.id)  \(job.name)") }
        } else if !wait {
            try Console.json(submission)
        }
    }

    private func follow(_ jobs: [Job], _ source: any JobSource) async throws -> [Job] {
        let follower = JobFollower(source: source, display: format.display(source))
        return jobs.isEmpty ? [] : try await follower.follow(jobs.map(\.id))
    }
}
