// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Settings

struct SettingsTests {
    @Test func readsFlagsInBothSpellings() async throws {
        let settings = try await Settings(
            arguments: ["pannier-worker", "--pool", "3", "--memory=2GiB", "--outputs", "text,images"],
            keys: SettingKey.worker
        )
        #expect(try settings.number(.pool, default: 1, in: 1...10) == 3)
        #expect(try settings.bytes(.memory, default: 1) == 2 << 30)
        #expect(settings.text(.outputs) == "text,images")
        #expect(settings.home == "./home")
    }

    /// A worker's settings with a configuration file.
    private func settings(_ json: String, _ flags: [String] = []) async throws -> Settings {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(json.utf8).write(to: file)
        return try await Settings(
            arguments: ["pannier-worker", "--config", file.path] + flags,
            keys: SettingKey.worker
        )
    }

    @Test func flagsWinOverTheFile() async throws {
        let settings = try await settings(
            #"{"pool": 5, "attempts": "7", "document-timeout": "90s", "outputs": ["text", "layout"]}"#,
            ["--pool", "3"]
        )
        #expect(try settings.number(.pool, default: 1, in: 1...10) == 3)
        #expect(try settings.number(.attempts, default: 1, in: 1...10) == 7)
        #expect(try settings.duration(.documentTimeout, default: .seconds(1)) == .seconds(90))
        #expect(settings.text(.outputs) == "text,layout")
    }

    @Test(arguments: ["zero", "0", "11", "-1", "1.5"])
    func refusesAWrongValueByName(value: String) async throws {
        let settings = try await Settings(arguments: ["pannier-worker", "--pool=\(value)"], keys: SettingKey.worker)
        let error = try #require(throws: SettingError.self) { try settings.number(.pool, default: 1, in: 1...10) }
        #expect(error.description.contains("pool=\(value)"))
        #expect(error.description.contains("PANNIER_POOL"))
        #expect(error.description.contains("1 to 10"))
    }

    @Test(arguments: [["--home="], ["--home", ""]])
    func anEmptyValueHidesNothing(flags: [String]) async throws {
        let read = try await settings(
            #"{"home": "/srv/h", "state": "", "host": "", "pool": "", "max-output": ""}"#,
            flags + ["--pool="]
        )
        #expect(read.home == "/srv/h" && read.state == "/srv/h/state" && read.text(.host) == nil)
        #expect(try read.number(.pool, default: 7, in: 1...10) == 7)
        #expect(try read.bytes(.maxOutput) == nil)
    }

    @Test(arguments: [["--pool", "--memory", "2GB"], ["--pool", "--memory=2GB"], ["--memory", "2GB", "--pool"]])
    func refusesAFlagWithoutAValueByName(flags: [String]) async throws {
        let error = try await #require(throws: SettingError.self) {
            try await Settings(arguments: ["pannier-worker"] + flags, keys: SettingKey.worker)
        }
        #expect(error.description == "--pool has no value")
    }

    /// Two would be joined by a comma, which no setting but a list means.
    @Test func refusesAFlagThatStandsTwice() async throws {
        let error = try await #require(throws: SettingError.self) {
            try await Settings(
                arguments: ["pannier-worker", "--home", "a", "--outputs", "text", "--outputs=pdf", "--home=b"],
                keys: SettingKey.worker
            )
        }
        #expect(error.description.hasPrefix("--home stands there more than once"))
    }

    @Test(arguments: [["--nonsense", "1"], ["stray"], ["--pool"], ["--port", "80"]])
    func refusesUnknownFlags(flags: [String]) async throws {
        await #expect(throws: SettingError.self) {
            try await Settings(arguments: ["pannier-worker"] + flags, keys: SettingKey.worker)
        }
    }

    @Test func takesFromTheFileWhatOtherProgramsKnow() async throws {
        let read = try await settings(
            #"{"port": 80, "max-pixels": 1e8, "keep-results": "7d", "outputs": [], "converters": {"mine": {}}}"#
        )
        #expect(read.text(.keepResults) == "7d")
        #expect(try read.number(.maxPixels, default: 1, in: 1...1_000_000_000) == 100_000_000)
    }

    @Test(arguments: [
        ("keep-results", "true"), ("pool", "false"), ("pool", "null"), ("outputs", "[1]"), ("outputs", "{}"),
        ("pool", #"["4"]"#), ("keep_results", #""7d""#), ("prot", "80"),
    ])
    func refusesWhatTheFileSaysInVainByName(name: String, value: String) async throws {
        let error = try await #require(throws: SettingError.self) {
            try await settings(#"{"\#(name)": \#(value)}"#)
        }
        #expect(error.description.contains(": \(name) "))
    }

    @Test func refusesAFileThatIsNoJSON() async throws {
        await #expect(throws: SettingError.self) {
            try await Settings(
                arguments: ["pannier-worker", "--config", "/proc/self/cmdline"],
                keys: SettingKey.worker
            )
        }
    }

    @Test(arguments: [("500ms", 500), ("2", 2000), ("60s", 60_000), ("30m", 1_800_000), ("1h", 3_600_000)])
    func readsTimes(text: String, milliseconds: Int) {
        #expect(Magnitude.duration(text) == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "s", "1 fortnight", "-5s", "99999999999999999999s", "9223372036854775807h"])
    func refusesWhatIsNoTime(text: String) {
        #expect(Magnitude.duration(text) == nil)
    }
}
