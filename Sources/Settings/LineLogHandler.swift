// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Logging

/// One line an event, on standard error. Control characters are escaped, so that nothing in a document's name can forge
/// a line.
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
        let line: String
        switch format {
        case .text: line = textLine(event, facts)
        case .json: line = jsonLine(event, facts)
        }
        // One write, so that lines of several threads stay whole; nobody is left to hear that it failed.
        FileHandleOutput.standardError.write(line + "\n")
    }

    private var now: String { Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }

    private func textLine(_ event: LogEvent, _ facts: Logger.Metadata) -> String {
        let level = event.level.rawValue.uppercased()
        let pairs = facts.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return Self.escaped("\(now) \(level) \(label): \(event.message)\(pairs)")
    }

    private func jsonLine(_ event: LogEvent, _ facts: Logger.Metadata) -> String {
        var fields = facts.mapValues { "\($0)" }
        fields["time"] = now
        fields["level"] = event.level.rawValue
        fields["label"] = label
        fields["message"] = "\(event.message)"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(fields)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        return text.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }.joined()
    }
}
