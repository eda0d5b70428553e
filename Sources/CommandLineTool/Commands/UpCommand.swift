// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Settings

struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Run the front and the worker on one shared folder.",
        usage: "pannier up [--<setting> <value> …]",
        discussion: """
            Each is started again when it ends, after a wait that doubles from 0.5 s to 30 s. An interrupt (Ctrl-C) or \
            SIGTERM ends both; one that takes longer than 10 s is killed.

            Settings are flags, environment variables (--max-body is PANNIER_MAX_BODY) or keys of the JSON file that \
            --config names; pannier-front --help and pannier-worker --help tell what holds without them:

            \(ProgramSettings.help)
            """
    )

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("Settings for the front and the worker.", visibility: .hidden)
    )
    var settings: [String] = []

    func run() async throws {
        _ = try await Settings(arguments: ["pannier up"] + settings, keys: ProgramSettings.all)
        let flags = ProgramSettings(arguments: settings)
        let front = try InstalledProgram("pannier-front")
        let worker = try InstalledProgram("pannier-worker")
        let supervisor = Supervisor(programs: [
            SupervisedProgram(
                front,
                arguments: flags.arguments(for: SettingKey.front),
                label: Label(name: "front", colour: .cyan)
            ),
            SupervisedProgram(
                worker,
                arguments: flags.arguments(for: SettingKey.worker),
                label: Label(name: "worker", colour: .magenta)
            ),
        ])
        try await supervisor.run()
    }
}
