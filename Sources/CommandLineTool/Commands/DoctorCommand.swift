// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Settings

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Test the shared folder, the job records and the programs.",
        discussion: "Every check is really done, and cleans up after itself. The exit code is 1 where one fails."
    )

    @Flag(help: "Set the job records aside and make them again from the folders, with no worker active.")
    var rebuild = false

    @OptionGroup var folders: SiteOptions
    @OptionGroup var format: JSONOption

    func run() async throws {
        let settings = try await folders.settings()
        if rebuild { try await RecordRebuild(settings).run() }
        let home = HomeExamination(path: settings.home).findings()
        let examination = StateExamination(path: settings.state, home: settings.home, reserve: try settings.reserve)
        let state = await examination.findings()
        let programs = await ProgramExamination().findings()
        let diagnosis = Diagnosis(home + state + programs)
        if format.json { try Console.json(diagnosis) } else { diagnosis.show() }
        if diagnosis.status == .fail { throw CommandStatus.failed.code }
    }
}
