// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Settings

struct LogLineTests {
    @Test(arguments: [
        ("report.pdf", "report.pdf"),
        ("a\u{1B}[2Jb", "a\\u{1b}[2Jb"),
        ("two\nlines", "two\\u{a}lines"),
        ("\u{202E}fdp.exe", "\\u{202e}fdp.exe"),
        ("\u{9B}31m", "\\u{9b}31m"),
        ("文書", "文書"),
    ])
    func escapesWhatMovesTheCursor(text: String, shown: String) {
        #expect(text.escapingControls == shown)
    }

    @Test func escapesInJSONAsJSONDoes() {
        #expect("\"\u{9B}\u{7F}\"".escapingControlsInJSON == "\"\\u009b\\u007f\"")
    }

    /// A file's name that turns the direction of text, begins a line and colours it.
    private let name = "\u{202E}fdp.\u{2028}\u{2066}\u{9B}31m\n"

    private var line: LogLine {
        LogLine(time: "now", level: "info", label: "worker", message: "queued", facts: ["name": name])
    }

    @Test func textShowsWhatANameHides() {
        let shown = #"name=\u{202e}fdp.\u{2028}\u{2066}\u{9b}31m\u{a}"#
        #expect(line.written(as: .text) == "now INFO worker: queued \(shown)")
    }

    @Test func jsonShowsItAndKeepsTheName() throws {
        let json = line.written(as: .json)
        #expect(json.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) })
        let fields = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        #expect(
            fields == ["time": "now", "level": "info", "label": "worker", "message": "queued", "name": name]
        )
    }
}
