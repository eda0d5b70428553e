// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Spool

struct RemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Delete jobs with their documents and results."
    )

    @OptionGroup var jobs: OperatorOptions

    func run() async throws {
        let request = OperatorRequest(verb: .delete, site: try await jobs.folders.site())
        try await request.post(jobs.ids, json: jobs.format.json)
    }
}
