// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Subprocess

/// How a supervised program ended.
enum Ending: Equatable {
    /// Its settings are wrong: it would end so again.
    case misconfigured
    case exited(Int32)
    case signalled(Int32)

    init(_ status: TerminationStatus) {
        self =
            switch status {
            case .exited(CommandStatus.configuration.rawValue): .misconfigured
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signalled(signal)
            }
    }

    var words: String {
        switch self {
        case .misconfigured: "refused its settings"
        case .exited(let code): "ended with exit code \(code)"
        case .signalled(let signal): "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}
