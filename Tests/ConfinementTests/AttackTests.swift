// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing

/// A child that is confined as the converter's are can do what conversion needs, and nothing of what an attacker wants.
@Suite(.timeLimit(.minutes(2)))
struct AttackTests {
    struct Outcome {
        let kind: String
        let name: String
        let verdict: String
        let end: String

        init?(_ line: Substring) {
            let parts = line.split(separator: "\t").map(String.init)
            guard parts.count == 4 else { return nil }
            (kind, name, verdict, end) = (parts[0], parts[1], parts[2], parts[3])
        }
    }

    /// Every kernel lets any process do these.
    static let ordinary = [
        "read /etc/passwd", "list another job's folder", "read another job's document", "write another job's document",
        "a hard link to another job's document", "kill the zygote", "become another program", "become its document",
        "become a program in memory", "fork", "vfork", "start another program", "a socket: UNIX stream",
        "a socket: IPv4 stream", "connect to an abstract UNIX address of the zygote's",
        "writable and executable memory", "memory made executable",
    ]

    static let program =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/Attacker" } ?? "Attacker"

    /// - Parameter user: whom children become; they stay who they are where there is none.
    private static func outcomes(_ level: String, user: String? = nil) async throws -> [Outcome] {
        try await outcomes { [level, $0] + (user.map { [$0] } ?? []) }
    }

    /// - Parameter newest: the version of Landlock.
    private static func ofPrograms(_ level: String, landlock newest: Int? = nil) async throws -> [Outcome] {
        try await outcomes { ["--programs", level, $0] + (newest.map { ["\($0)"] } ?? []) }
    }

    private static func outcomes(_ arguments: (String) -> [String]) async throws -> [Outcome] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try await run(
            .path(FilePath(program)),
            arguments: Arguments(arguments(folder.path)),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return result.standardOutput.split(separator: "\n").compactMap(Outcome.init)
    }

    private static func attacks(_ level: String, user: String? = nil) async throws -> [Outcome] {
        try await outcomes(level, user: user).filter { $0.kind == "attack" }
    }

    /// The confinement alone does it, whoever the worker is; and with another user, as where the worker is root.
    @Test(arguments: geteuid() == 0 ? [nil, "nobody"] : [nil]) func deniesEveryAttack(user: String?) async throws {
        let attacks = try await Self.attacks("full", user: user)
        for attack in attacks { #expect(attack.verdict == "denied", "\(attack.name): \(attack.end)") }
        #expect(attacks.count > 100)
    }

    /// Without Landlock the rights of files are the kernel's usual ones; all else is denied as it is with it.
    @Test func deniesAllButFilesWithoutLandlock() async throws {
        let attacks = try await Self.attacks("seccomp")
        for attack in attacks { #expect(attack.verdict != "odd", "\(attack.name): \(attack.end)") }
        #expect(attacks.count { $0.verdict == "denied" } > 100)
        let succeeded = attacks.filter { $0.verdict == "succeeded" }.map(\.name)
        #expect(succeeded.contains("read another job's document"))
        #expect(Set(succeeded).isDisjoint(with: ["fork", "become another program", "a socket: IPv4 stream"]))
    }

    /// So the list can fail: what is denied above succeeds where nothing is confined, but for what is not to be had here.
    @Test func attacksSucceedWhereNothingIsConfined() async throws {
        let attacks = try await Self.attacks("none")
        for attack in attacks {
            let isExpected = ["succeeded", "absent"].contains(attack.verdict)
            let isPromised = attack.verdict == "denied" && attack.name == "read it through the zygote's descriptor"
            #expect(isExpected || isPromised, "\(attack.name): \(attack.end)")
        }
        let succeeded = attacks.filter { $0.verdict == "succeeded" }.map(\.name)
        #expect(Set(succeeded).isSuperset(of: Self.ordinary))
        let absent = attacks.filter { $0.verdict == "absent" }
        print("attacks: \(succeeded.count) of \(attacks.count) count; the others can't be tried here:")
        for attack in absent { print("  \(attack.name): \(attack.end)") }
    }

    /// The descriptors of others are closed at every level.
    @Test func forkedProcessWouldHaveItsParentsDescriptors() async throws {
        let attacks = try await Self.attacks("bare")
        for attack in attacks {
            #expect(["succeeded", "absent"].contains(attack.verdict), "\(attack.name): \(attack.end)")
        }
        #expect(attacks.contains { $0.name.hasSuffix("zygote's descriptor") && $0.verdict == "succeeded" })
    }

    @Test(arguments: ["none", "seccomp", "full"]) func leavesWhatConversionNeeds(level: String) async throws {
        let needs = try await Self.outcomes(level).filter { $0.kind == "need" }
        for need in needs { #expect(need.verdict == "works", "\(level): \(need.name) \(need.end)") }
        #expect(needs.count > 10)
    }

    /// Whatever Landlock's version lacks.
    @Test(arguments: [nil, 5, 2, 1]) func deniesEveryAttackByPrograms(landlock: Int?) async throws {
        let outcomes = try await Self.ofPrograms("full", landlock: landlock)
        for attack in outcomes where attack.kind == "attack" {
            #expect(attack.verdict == "denied", "\(attack.name): \(attack.end)")
        }
        #expect(outcomes.count > 15)
    }

    @Test func programsSucceedWhereNothingIsConfined() async throws {
        for attack in try await Self.ofPrograms("none") where attack.kind == "attack" {
            #expect(attack.verdict == "succeeded", "\(attack.name): \(attack.end)")
        }
    }

    @Test(arguments: ["none", "seccomp", "full"]) func leavesWhatProgramsNeed(level: String) async throws {
        for landlock in [nil, 2] {
            let needs = try await Self.ofPrograms(level, landlock: landlock).filter { $0.kind == "need" }
            for need in needs { #expect(need.verdict == "works", "\(level): \(need.name) \(need.end)") }
            #expect(needs.count > 5)
        }
    }
}
