// SPDX-License-Identifier: GPL-3.0-or-later

package import Logging

extension Settings {
    /// Sends log lines to standard error as `log-level` and `log-format` say, and answers the program's logger.
    package func startLogging(_ label: String) throws -> Logger {
        let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        let level = try value(.logLevel, default: Logger.Level.info, allowed: "one of \(levels)") {
            Logger.Level(rawValue: $0)
        }
        let format = try value(.logFormat, default: LogFormat.text, allowed: "text or json") { LogFormat(rawValue: $0) }
        LoggingSystem.bootstrap { LineLogHandler(label: $0, level: level, format: format) }
        return Logger(label: label)
    }
}

enum LogFormat: String {
    case text
    case json
}
