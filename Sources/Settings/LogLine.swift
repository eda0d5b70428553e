// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// An event in words. What moves a terminal's cursor or turns text is escaped, so that nothing in a document's name can
/// forge a line.
struct LogLine {
    let time: String
    let level: String
    let label: String
    let message: String
    let facts: [String: String]

    func written(as format: LogFormat) -> String {
        switch format {
        case .text: text.escapingControls
        case .json: json.escapingControlsInJSON
        }
    }

    private var text: String {
        let pairs = facts.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return "\(time) \(level.uppercased()) \(label): \(message)\(pairs)"
    }

    private var json: String {
        let fixed = ["time": time, "level": level, "label": label, "message": message]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let fields = try? encoder.encode(facts.merging(fixed) { $1 })
        return fields.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
