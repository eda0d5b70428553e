// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// Facts with their names before them, aligned for people.
struct FactList {
    private var facts: [(name: String, value: String)] = []

    /// What is absent takes no line.
    mutating func add(_ name: String, _ value: String?) {
        if let value { facts.append((name, value.escapingControls)) }
    }

    var lines: [String] {
        let width = facts.map(\.name.columns).max() ?? 0
        return facts.map { "\($0.name.padded(to: width))  \($0.value)" }
    }

    func show() {
        for line in lines { Console.line(line) }
    }
}
