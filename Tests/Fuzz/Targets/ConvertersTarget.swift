// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Settings

@testable import Worker

/// A converter of the configuration file is one that can run, or is refused in words.
enum ConvertersTarget {
    static func run(_ bytes: [UInt8]) {
        guard let entries = try? JSONDecoder().decode([String: ConverterEntry].self, from: Data(bytes)) else { return }
        for (name, entry) in entries { check(name, entry) }
    }

    private static func check(_ name: String, _ entry: ConverterEntry) {
        do {
            let converter = try entry.converter(named: name)
            precondition(converter.command[0].hasPrefix("/"), "no full path: \(converter)")
            precondition(converter.seconds > 0 && converter.seconds.isFinite, "no time: \(converter)")
            precondition(converter.memory > 0 && converter.processes > 0, "nothing to run with: \(converter)")
            precondition(converter.takes.allSatisfy { $0.contains("/") }, "no type: \(converter)")
            _ = converter.takes("text/plain")
        } catch {
            precondition(error is SettingError, "refused without a reason: \(error)")
        }
    }
}
