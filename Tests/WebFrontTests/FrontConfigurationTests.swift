// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Settings
import Testing

@testable import WebFront

struct FrontConfigurationTests {
    private func configuration(_ flags: String...) async throws -> FrontConfiguration {
        try await FrontConfiguration(Settings(arguments: ["front"] + flags, keys: SettingKey.front))
    }

    @Test func readsItsSettings() async throws {
        let read = try await configuration(
            "--home",
            "/srv/x",
            "--host",
            "0.0.0.0",
            "--port",
            "80",
            "--max-body",
            "2MB",
            "--outputs",
            "layout,text",
            "--ocr",
            "never"
        )
        #expect(read.home == "/srv/x" && read.state == "/srv/x/state" && read.host == "0.0.0.0" && read.port == 80)
        #expect(read.limits.mostBytes == 2_000_000 && read.defaults.outputs == [.text, .layout])
        #expect(read.defaults.ocr == .never && read.defaults.lang == .english)
    }

    @Test func hasDefaults() async throws {
        let read = try await configuration()
        #expect(read.host == "127.0.0.1" && read.port == 8080 && read.limits.mostBytes == 5_000_000_000)
        #expect(read.defaults.outputs == [.text, .markdown, .metadata, .thumbnail])
    }

    @Test(arguments: [
        ["--port", "70000"], ["--max-body", "much"], ["--outputs", "sound"], ["--lang", "../eng"], ["--pool", "4"],
    ])
    func refusesWrongValues(flags: [String]) async throws {
        await #expect(throws: SettingError.self) { try await configuration(flags[0], flags[1]) }
    }
}
