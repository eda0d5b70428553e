// SPDX-License-Identifier: GPL-3.0-or-later

import Subprocess
import SystemPackage

/// A worker that lives no longer than this process wants it to.
struct PrivateWorker: Sendable {
    private let program: InstalledProgram
    private let home: String
    private let lifeLine: LifeLine

    init(home: String) throws {
        program = try InstalledProgram("pannier-worker")
        lifeLine = try LifeLine()
        self.home = home
    }

    /// - Returns: why it is not running any more.
    func run() async throws -> CommandFailure {
        let result = try await Subprocess.run(
            .path(FilePath(program.path)),
            arguments: ["--home", home, "--state", home + "/state", "--log-level", "error"],
            input: .fileDescriptor(lifeLine.input, closeAfterSpawningProcess: false),
            output: .discarded,
            error: .sequence
        ) { execution in
            try lifeLine.hold(execution.processIdentifier.value)
            for try await line in execution.standardError.strings() {
                Console.note(line.trimmingSuffix(while: \.isNewline))
            }
        }
        return CommandFailure(.unreachable, "pannier-worker \(Ending(result.terminationStatus).words)")
    }

    /// Kills it: all that it leaves is in a folder that goes with it.
    func end() { lifeLine.close() }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        String(self[..<(lastIndex { !predicate($0) }.map(index(after:)) ?? startIndex)])
    }
}
