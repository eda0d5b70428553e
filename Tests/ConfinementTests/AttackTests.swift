// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Subprocess
import SystemPackage
import Testing

/// A child that is confined as the converter's are can do what conversion needs, and nothing of what an attacker wants.
@Suite(.timeLimit(.minutes(2)))
struct AttackTests {
    struct Outcome {
        let kind: String
        let name: String
        let end: String

        init?(_ line: Substring) {
            let parts = line.split(separator: "\t").map(String.init)
            guard parts.count == 3 else { return nil }
            (kind, name, end) = (parts[0], parts[1], parts[2])
        }

        var isDenied: Bool { end.hasPrefix("denied") || end.hasPrefix("killed") }
    }

    /// What any process may do that nothing confines: so that the list is known to be able to fail.
    static let harmless = ["read /etc/passwd", "list /", "read another job's document", "a UNIX socket", "fork"]

    private static let program =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/Attacker" } ?? "Attacker"

    private static func outcomes(_ level: String) async throws -> [Outcome] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try await run(
            .path(FilePath(program)),
            arguments: [level, folder.path],
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return result.standardOutput.split(separator: "\n").compactMap(Outcome.init)
    }

    @Test func deniesEveryAttack() async throws {
        let attacks = try await Self.outcomes("full").filter { $0.kind == "attack" }
        for attack in attacks { #expect(attack.isDenied, "\(attack.name): \(attack.end)") }
        let denied = attacks.count(where: \.isDenied)
        print("attacks: \(denied) of \(attacks.count) denied")
        #expect(attacks.count > 70)
    }

    @Test func leavesWhatConversionNeeds() async throws {
        for level in ["none", "seccomp", "full"] {
            let needs = try await Self.outcomes(level).filter { $0.kind == "need" }
            for need in needs { #expect(need.end == "works", "\(level): \(need.name) \(need.end)") }
            #expect(needs.count > 10)
        }
    }

    @Test func seesAttacksThatNothingDenies() async throws {
        let attacks = try await Self.outcomes("none").filter { $0.kind == "attack" }
        let succeeded = Set(attacks.filter { $0.end == "succeeded" }.map(\.name))
        print("attacks: \(succeeded.count) of \(attacks.count) succeed where nothing is confined")
        #expect(succeeded.isSuperset(of: Self.harmless))
    }
}
