// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Logging

/// One line an event, on standard error.
struct LineLogHandler: LogHandler {
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let format: LogFormat

    init(label: String, level: Logger.Level, format: LogFormat) {
        self.label = label
        logLevel = level
        self.format = format
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var facts = metadata.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { facts["error"] = "\(error)" }
        let line = LogLine(
            time: Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
            level: event.level.rawValue,
            label: label,
            message: "\(event.message)",
            facts: facts.mapValues { "\($0)" }
        )
        // One write, so that lines of several threads stay whole; nobody is left to hear that it failed.
        FileHandleOutput.standardError.write(line.written(as: format) + "\n")
    }
}
