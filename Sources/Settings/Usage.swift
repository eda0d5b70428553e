// SPDX-License-Identifier: GPL-3.0-or-later

/// The help of a program that is run by settings alone.
package struct Usage: Sendable {
    let program: String
    let summary: String
    let keys: [SettingKey]

    package init(program: String, summary: String, keys: [SettingKey]) {
        self.program = program
        self.summary = summary
        self.keys = keys
    }

    package var text: String {
        let width = keys.map(\.name.count).max() ?? 0
        let rows = keys.map { key in
            let padding = String(repeating: " ", count: width - key.name.count)
            return "  --\(key.name)\(padding)  \(key.help) (default: \(key.fallback))"
        }
        return """
            \(program): \(summary)

            Each setting is a flag, an environment variable (--max-body is PANNIER_MAX_BODY) or a key of the JSON file
            that --config names; flags win over the environment, the environment over the file.

            \(rows.joined(separator: "\n"))
            """
    }
}
