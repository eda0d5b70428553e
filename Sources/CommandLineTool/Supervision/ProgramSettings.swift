// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// Settings of several programs on one command line: each gets those that it knows.
struct ProgramSettings {
    /// What any of the programs knows, each once.
    static let all = SettingKey.front + SettingKey.worker.filter { !SettingKey.front.contains($0) }

    /// A line each.
    static var help: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map { "  --\($0.name.padded(to: width))  \($0.help)" }.joined(separator: "\n")
    }

    private var given: [(flag: String, words: [String])] = []

    /// Takes arguments as `--name value` or `--name=value`, found right before.
    init(arguments: [String]) {
        for word in arguments {
            if word.hasPrefix("--") {
                given.append((String(word.prefix { $0 != "=" }), [word]))
            } else if let last = given.indices.last {
                given[last].words.append(word)
            }
        }
    }

    func arguments(for keys: [SettingKey]) -> [String] {
        let known = Set(keys.map { "--" + $0.name })
        return given.filter { known.contains($0.flag) }.flatMap(\.words)
    }
}
