// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Jobs
import Spool
import Testing

/// The worker confines what converts, says how, and does not start where it can't do what it was told.
@Suite(.timeLimit(minutes: 2))
struct SandboxTests {
    /// What `manifest.json` says of the sandbox.
    private struct Manifest: Decodable {
        let sandbox: String?
    }

    /// The arguments by which the worker runs on a kernel that lacks something.
    private static func worker(without thing: String, _ site: Site, _ flags: String...) -> [String] {
        ["--without", thing, Program.path("pannier-worker"), "--home", site.home, "--log-format", "json"] + flags
    }

    @Test(
        arguments: [
            ("landlock", "Landlock is not built into this kernel", "sandbox=seccomp"),
            ("landlock-now", "Landlock is switched off at the start of this kernel", "sandbox=seccomp"),
            ("seccomp", "seccomp is not built into this kernel", "sandbox=none"),
        ]
    ) func refusesToStartBelowItsLevel(thing: String, reason: String, way: String) async throws {
        let site = try Site()
        try site.drop(SamplePDF.pages(1), as: "letter.pdf")
        let arguments = Self.worker(without: thing, site, "--sandbox", "full")
        let (code, _, errors) = try await Program.output(of: "Attacker", arguments)
        #expect(code == EX_CONFIG)
        #expect(errors.contains("sandbox=full does not work here: \(reason)"), "\(errors)")
        #expect(errors.contains("Use a kernel and a container profile that allow it, or say \(way)"))
        #expect(try site.spool.inbox.entries().count == 1)
    }

    @Test(arguments: [("landlock", "seccomp"), ("seccomp", "none")])
    func convertsAtALowerLevelWhereItIsTold(without thing: String, level: String) async throws {
        let site = try Site()
        try site.drop(SamplePDF.pages(1), as: "letter.pdf")
        let worker = try await Program("Attacker", Self.worker(without: thing, site, "--sandbox", level))
        try await worker.completed("letter.pdf")
        #expect(try await Self.level(of: "letter.pdf", site) == level)
        #expect(try StateFolder(existing: site.home + "/state").activeWorker?.sandbox == level)
    }

    @Test func confinesFullyUnlessToldOtherwise() async throws {
        let site = try Site()
        let worker = try await site.worker()
        try site.drop(SamplePDF.pages(1), as: "letter.pdf")
        try await worker.completed("letter.pdf")
        #expect(try await Self.level(of: "letter.pdf", site) == "full")
        #expect(try StateFolder(existing: site.home + "/state").activeWorker?.sandbox == "full")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
    func refusesAnUnknownUser() async throws {
        let site = try Site()
        let flags = ["--home", site.home, "--converter-user", "pannier-nobody-has-this-name"]
        let (code, _, errors) = try await Program.output(of: "pannier-worker", flags)
        #expect(code == EX_CONFIG, "\(errors)")
    }

    private static func level(of name: String, _ site: Site) async throws -> String? {
        let job = try #require(try await site.job(named: name))
        let bytes = try #require(site.manifest(job.id))
        return try JSONDecoder().decode(Manifest.self, from: Data(bytes)).sandbox
    }
}
