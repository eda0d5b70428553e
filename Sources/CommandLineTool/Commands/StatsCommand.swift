// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import FoundationEssentials
import Jobs

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Show counts, throughput, the oldest waiting job and the space that results take."
    )

    @OptionGroup var folders: SiteOptions
    @OptionGroup var format: JSONOption

    func run() async throws {
        let statistics = try await Statistics(of: folders.site(), now: Date())
        if format.json { return try Console.json(statistics) }
        statistics.facts.show()
    }
}
