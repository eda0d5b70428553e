// SPDX-License-Identifier: GPL-3.0-or-later

import Subprocess
import SystemPackage

/// Has the job records made again, by the program that alone writes them.
struct RecordRebuild {
    let home: String
    let state: String

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
