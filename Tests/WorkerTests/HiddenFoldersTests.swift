// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Settings
import Testing

@testable import Worker

struct HiddenFoldersTests {
    private func check(_ folder: String, sandbox: String = "full", reads: [String] = []) async throws {
        let arguments = ["pannier-worker", "--sandbox", sandbox]
        let confinement = try Confinement(try await Settings(arguments: arguments, keys: SettingKey.worker))
        let converter = ExternalConverter(
            name: "mine",
            command: ["/bin/true"],
            takes: ["*/*"],
            makes: .pdf,
            seconds: 1,
            memory: 1,
            reads: reads,
            absence: ""
        )
        try confinement.requireHidden([("home", folder)], from: ConverterChoice([converter]))
    }

    /// They could print any document into their own.
    @Test(arguments: ["/usr", "/usr/share/pannier", "/opt/pannier/home", "/usr/../usr/share"])
    func refusesFoldersThatProgramsMayRead(folder: String) async throws {
        let error = await #expect(throws: SettingError.self) { try await check(folder) }
        #expect(error?.description.contains("home=\(folder)") == true)
    }

    @Test func refusesThemByOtherNamesToo() async throws {
        let link = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/usr/share")
        defer { try? FileManager.default.removeItem(atPath: link) }
        await #expect(throws: SettingError.self) { try await check(link) }
        await #expect(throws: SettingError.self) { try await check("/srv/models/home", reads: ["/srv/models"]) }
    }

    @Test func takesOthers() async throws {
        try await check("/srv/pannier")
        try await check("/usrlocal")
        try await check("/srv/models-home", reads: ["/srv/models"])
        try await check("/opt/pannier", sandbox: "seccomp")
    }
}
