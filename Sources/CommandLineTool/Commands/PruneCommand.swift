// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import FoundationEssentials
import Jobs
import Settings

struct PruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Delete jobs that ended long ago, with their documents and results.",
        discussion: """
            Without --older-than it takes what keep-results and keep-failed (environment or configuration file) say. \
            Where the job records are not in the shared folder, PANNIER_STATE or the configuration file says so.
            """
    )

    @Flag(help: "Only list what would go.")
    var dryRun = false

    @Option(help: "Ended before: 12h, 7d (ago), 2030-01-31, 2030-01-31T12:00:00Z (UTC).")
    var olderThan: PastTime?

    @Option(help: "In this state: completed, failed, cancelled; repeatable (default: all of them).")
    var state: [JobState] = []

    @OptionGroup var home: HomeOptions
    @OptionGroup var format: JSONOption

    func validate() throws {
        if let state = state.first(where: { !$0.isTerminal }) {
            throw ValidationError("--state \(state.rawValue): only what has ended is pruned")
        }
    }

    func run() async throws {
        let settings = try await home.settings()
        let cutoffs = try cutoffs(settings)
        guard !cutoffs.isEmpty else {
            throw CommandFailure(.usage, "nothing says how old: give --older-than, or set keep-results or keep-failed")
        }
        let site = try Site(settings, .look)
        let pruning = try await Pruning(site, cutoffs)
        if !dryRun { try pruning.request() }
        if format.json { try Console.json(pruning.answer(isDryRun: dryRun)) } else { pruning.show(isDryRun: dryRun) }
        if !dryRun, !pruning.jobs.isEmpty { site.noteMissingWorker() }
    }

    /// Before when a job in each state must have ended.
    private func cutoffs(_ settings: Settings) throws -> [JobState: Date] {
        var cutoffs: [JobState: Date] = [:]
        for state in state.isEmpty ? JobState.allCases.filter(\.isTerminal) : state {
            let key: SettingKey = state == .completed ? .keepResults : .keepFailed
            cutoffs[state] = try olderThan?.date ?? settings.duration(key).map { Date() - $0.seconds }
        }
        return cutoffs
    }
}
