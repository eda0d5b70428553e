// SPDX-License-Identifier: GPL-3.0-or-later

/// A setting that can't be used: which, what it says, what is allowed.
package struct SettingError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    package init(_ key: SettingKey, _ value: String, allowed: String) {
        description =
            "\(key.name)=\(value) is not allowed: write \(allowed) (flag --\(key.name), environment "
            + "\(Settings.environmentName(key)), or the configuration file)"
    }
}
