// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Spool

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Stop jobs that wait or run.",
        discussion: "The documents are set aside; pannier retry takes them up again."
    )

    @OptionGroup var jobs: OperatorOptions

    func run() async throws {
        let request = OperatorRequest(verb: .cancel, site: try await jobs.folders.site())
        try await request.post(jobs.ids, json: jobs.format.json)
    }
}
