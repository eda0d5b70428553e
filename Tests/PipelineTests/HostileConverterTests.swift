// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool
import Testing

/// A converter that a document has taken over fills no disk and gets nothing published.
@Suite(.timeLimit(minutes: 3))
struct HostileConverterTests {
    let site: Site
    let programs: String

    init() throws {
        site = try Site()
        programs = site.home + "/programs"
        try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
        for (name, new) in [("pannier-worker", "pannier-worker"), ("Attacker", "pannier-converter")] {
            // The same file where that is possible: one that has just been written can't be run while a process that was
            // started meanwhile still has it open.
            let place = programs + "/" + new
            guard link(Program.path(name), place) != 0 else { continue }
            try FileManager.default.copyItem(atPath: Program.path(name), toPath: place)
        }
    }

    private init(_ site: Site, programs: String) {
        self.site = site
        self.programs = programs
    }

    private func worker(_ others: [String: String] = [:]) async throws -> Program {
        let usual = ["--max-output": "5MB", "--max-pages": "500", "--page-timeout": "150s", "--pool": "2"]
        let limits = usual.merging(others) { $1 }.flatMap { [$0, $1] }
        let fixed = ["--home", site.home, "--log-format", "json", "--log-level", "debug", "--outputs", "text"]
        return try await Program(programs + "/pannier-worker", fixed + limits + ["--sandbox", "full"])
    }

    @Test(
        arguments: [
            ("bytes", FailureCode.outputTooLarge), ("files", .outputTooLarge), ("folders", .invalidOutput),
            ("binary", .invalidOutput), ("nothing", .invalidOutput), ("stranger", .invalidOutput),
            ("manifest", .invalidOutput), ("folder", .invalidOutput), ("call", .forbiddenSyscall),
        ]
    ) func getsNothingPublished(word: String, code: FailureCode) async throws {
        let worker = try await worker()
        try site.drop(Data(word.utf8), as: "hostile")
        try site.drop(Data("letter".utf8), as: "letter")
        try await worker.completed("letter")
        #expect(try await worker.failed("hostile").hasPrefix(code.rawValue))
        _ = try await worker.log.entry { $0["message"] == "set aside" && $0["name"] == "hostile" }
        let job = try #require(try await site.job(named: "hostile"))
        #expect(job.status == .failed && job.error?.code == code)
        #expect(site.whereabouts(job.id) == .quarantine)
        #expect(try site.spool.building.entries().isEmpty, "what it wrote is gone")
        #expect(try site.spool.quarantine.folder(FileName(job.id) ?? "none").usage(atMost: 100).entries <= 3)
    }

    @Test func isStoppedAtItsTimeThoughItSaysNoMore() async throws {
        let worker = try await worker(["--pool": "1", "--page-timeout": "2s", "--attempts": "1"])
        try site.drop(Data("silent".utf8), as: "hostile")
        #expect(try await worker.failed("hostile").hasPrefix(FailureCode.timeout.rawValue))
    }

    @Test func stopsNobodyByItsWordThatTheDiskIsFull() async throws {
        let worker = try await worker(["--attempts": "1"])
        try site.drop(Data("liar".utf8), as: "hostile")
        #expect(try await worker.failed("hostile").hasPrefix(FailureCode.internal.rawValue))
        try site.drop(Data("letter".utf8), as: "letter")
        try await worker.completed("letter")
        #expect(await worker.log.entries.allSatisfy { $0["message"]?.hasPrefix("paused") != true })
    }

    /// A folder that is dropped whole may hold what looks like an earlier attempt's.
    @Test func believesNoProgressThatWasDroppedIn() async throws {
        let worker = try await worker()
        let draft = site.home + "/spool/uploads/draft"
        try FileManager.default.createDirectory(atPath: draft + "/progress", withIntermediateDirectories: true)
        try Data("letter".utf8).write(to: URL(fileURLWithPath: draft + "/document"))
        try Data(#"{"mediaType":"application/pdf","pages":1000000000000000,"isRendered":false}"#.utf8)
            .write(to: URL(fileURLWithPath: draft + "/progress/inspection.json"))
        #expect(rename(draft, site.home + "/inbox/letter.job") == 0)
        try await worker.completed("letter")
    }

    /// It fills the disk at each attempt, and each counts: others have their turn.
    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
    func fillsTheDiskNoMoreOftenThanItHasAttempts() async throws {
        let disk = try SmallDisk(size: "64m")
        let tests = HostileConverterTests(try Site(home: disk.path + "/home"), programs: programs)
        let worker = try await tests.worker(
            ["--max-output": "1GB", "--attempts": "2", "--retry-delay": "10ms", "--min-free": "8MB"]
        )
        try tests.site.drop(Data("full".utf8), as: "hostile")
        _ = try await worker.log.entry { $0["message"] == "set aside" && $0["name"] == "hostile" }
        try tests.site.drop(Data("letter".utf8), as: "letter")
        try await worker.completed("letter")
        let job = try #require(try await tests.site.job(named: "hostile"))
        #expect(job.attempt == 2 && job.error?.code == .diskFull)
    }
}
