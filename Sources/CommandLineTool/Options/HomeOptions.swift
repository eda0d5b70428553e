// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Settings

/// Which shared folder.
struct HomeOptions: ParsableArguments {
    @Option(help: "The shared folder (else PANNIER_HOME, the configuration file, ./home).")
    var home: String?

    @Option(help: "A JSON file with settings (else PANNIER_CONFIG).")
    var config: String?

    func settings(state: StateOption? = nil) async throws -> Settings {
        let flags = [(SettingKey.home, home), (.state, state?.state), (.config, config)].flatMap { key, value in
            value.map { ["--" + key.name, $0] } ?? []
        }
        return try await Settings(arguments: ["pannier"] + flags, keys: SettingKey.shared)
    }
}
