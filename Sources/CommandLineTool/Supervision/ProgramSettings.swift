// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// Settings of several programs on one command line: each gets those that it knows.
struct ProgramSettings {
    /// What any of the programs knows, each once.
    static let all = SettingKey.front + SettingKey.worker.filter { !SettingKey.front.contains($0) }

    private var given: [(flag: String, words: [String])] = []

    /// - Parameter arguments: `--name value` or `--name=value`, found right before.
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
