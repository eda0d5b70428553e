// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Spool
import Subprocess
import SystemPackage

/// Has the job records made again, by the program that alone writes them.
struct RecordRebuild {
    private let home: String
    private let state: String

    /// - Throws: `CommandFailure` where what was named is not there: it would be filled with records of nothing.
    init(_ settings: Settings) throws {
        try settings.requireHome()
        if let named = settings.text(.state), (try? Folder.open(path: named)) == nil {
            throw CommandFailure(
                .unreachable,
                """
                there is no folder \(named) that can be opened: make it, or name the folder of the job records \
                with --state or PANNIER_STATE
                """
            )
        }
        home = settings.home
        state = settings.state
    }

    /// - Throws: `CommandFailure` with the worker's reason, such as that one is active.
    func run() async throws {
        let worker = try InstalledProgram("pannier-worker")
        let result = try await Subprocess.run(
            .path(FilePath(worker.path)),
            arguments: ["--rebuild", "--home", home, "--state", state, "--log-level", "warning"],
            output: .string(limit: 1 << 16),
            error: .string(limit: 1 << 20)
        )
        guard result.terminationStatus.isSuccess else {
            let reason = result.standardError.split(separator: "\n").last
            throw CommandFailure(.failed, reason.map { "\($0)" } ?? "no reason")
        }
        for line in result.standardOutput.split(separator: "\n") { Console.note("\(line)") }
    }
}
