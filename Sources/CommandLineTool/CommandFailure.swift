// SPDX-License-Identifier: GPL-3.0-or-later

/// A command that can't do what was asked: what is wrong, where, and what to do.
struct CommandFailure: Error, CustomStringConvertible {
    let status: CommandStatus
    let description: String

    init(_ status: CommandStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
