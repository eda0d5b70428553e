// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// Says whose line it is.
struct Label: Sendable {
    enum Colour: Int, Sendable {
        case cyan = 36
        case magenta = 35
        case yellow = 33
    }

    static let width = 6
    static let supervisor = Label(name: "up", colour: .yellow)

    let name: String
    let colour: Colour

    func line(_ text: String, isColoured: Bool) -> String {
        let prefix = name.padded(to: Self.width) + " | "
        let shown = isColoured ? "\u{1B}[\(colour.rawValue)m\(prefix)\u{1B}[0m" : prefix
        return shown + text.replacing("\t", with: "    ").escapingControls
    }

    func print(_ text: String) { Console.write(line(text, isColoured: Console.isTerminal) + "\n") }
}
