// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
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
            try FileManager.default.copyItem(atPath: Program.path(name), toPath: programs + "/" + new)
        }
    }

    private func worker() async throws -> Program {
        let limits = ["--max-output", "5MB", "--max-pages", "500", "--page-timeout", "150s", "--pool", "2"]
        let fixed = ["--home", site.home, "--log-format", "json", "--log-level", "debug", "--outputs", "text"]
        return try await Program(programs + "/pannier-worker", fixed + limits + ["--sandbox", "full"])
    }

    @Test(
        arguments: [
            ("bytes", FailureCode.outputTooLarge), ("files", .outputTooLarge), ("folders", .invalidOutput),
            ("binary", .invalidOutput), ("nothing", .invalidOutput), ("stranger", .invalidOutput),
            ("manifest", .invalidOutput), ("folder", .invalidOutput),
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
}
