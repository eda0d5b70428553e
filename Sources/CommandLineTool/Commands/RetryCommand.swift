// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Spool

struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Try failed or cancelled jobs again."
    )

    @OptionGroup var jobs: OperatorOptions

    func run() async throws {
        let request = OperatorRequest(verb: .retry, site: try await jobs.folders.site())
        try await request.post(jobs.ids, json: jobs.format.json)
    }
}
