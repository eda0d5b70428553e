// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Conversion
import Settings

/// What the command line tells the shell.
enum CommandStatus: Int32 {
    case done = 0
    case failed = 1
    case notFound = 2
    case unreachable = 3
    case usage = 64
    case configuration = 78

    static let help = """
        Exit codes:
          0   done
          1   a job failed or was cancelled, or what was asked can't be done
          2   there is no such job
          3   a file, the shared folder, the records or the front can't be reached
          64  the command line is wrong
          78  a setting is wrong
        """

    init(for error: any Error) {
        self =
            switch error {
            case let failure as CommandFailure: failure.status
            case is SettingError: .configuration
            case let failure as Failure: failure.code == .invalidRequest ? .usage : .failed
            default: .unreachable
            }
    }

    /// The sentence that people read.
    static func sentence(for error: any Error) -> String { (error as? Failure)?.message ?? "\(error)" }

    var code: ExitCode { ExitCode(rawValue) }
}
