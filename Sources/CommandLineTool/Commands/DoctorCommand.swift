// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "doctor")
}
