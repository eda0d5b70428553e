// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool
import Testing

/// What has ended goes when it is old, and nothing else does.
@Suite(.timeLimit(minutes: 3))
struct RetentionTests {
    let site: Site

    init() throws { site = try Site() }

    private func converted(_ names: [String], _ worker: Program) async throws -> [String] {
        var ids: [String] = []
        for name in names {
            try site.drop(SamplePDF.pages(1), as: name)
            try await worker.completed(name)
            ids.append(try #require(try await site.job(named: name)?.id))
        }
        return ids
    }

    @Test func aWorkerDeletesWhatIsOld() async throws {
        let patient = try await site.worker("--keep-results", "1h", "--rescan", "50ms")
        let id = try #require(try await converted(["one.pdf"], patient).first)
        // It has looked again since, and again.
        try site.post(.prune, JobID().text)
        _ = try await patient.log.entry { $0["command"] == "prune" }
        #expect(site.whereabouts(id) == .results)
        patient.signal(SIGTERM)
        _ = await patient.log.ended()

        let worker = try await site.worker("--keep-results", "10ms", "--keep-events", "10ms", "--rescan", "50ms")
        let entry = try await worker.log.entry { $0["message"] == "deleted" && $0["job"] == id }
        #expect(entry["reason"] == "keep-results")
        #expect(try await site.reader.job(id) == nil)
        #expect(site.whereabouts(id) == nil)
        _ = try await worker.log.entry { $0["message"] == "events deleted" }
    }

    @Test func theOldestGoFirst() async throws {
        let first = try await site.worker("--outputs", "text")
        let ids = try await converted(["one.pdf", "two.pdf", "three.pdf"], first)
        first.signal(SIGTERM)
        _ = await first.log.ended()
        let worker = try await site.worker("--max-results", "1", "--rescan", "50ms")
        for id in ids.prefix(2) {
            let entry = try await worker.log.entry { $0["message"] == "deleted" && $0["job"] == id }
            #expect(entry["reason"] == "max-results")
        }
        #expect(site.whereabouts(ids[2]) == .results)
    }

    @Test func aDeletionThatWasCutShortIsFinished() async throws {
        let first = try await site.worker()
        let ids = try await converted(["one.pdf", "two.pdf"], first)
        first.signal(SIGKILL)
        _ = await first.log.ended()
        let id = try #require(JobID(ids[0]))
        try site.spool.hide(id)
        #expect(try await site.reader.job(id.text)?.status == .completed)

        let second = try await site.worker()
        #expect(try await site.reader.job(id.text) == nil)
        #expect(try site.spool.building.entries().isEmpty)
        #expect(try await site.reader.job(ids[1])?.status == .completed)
        withExtendedLifetime(second) {}
    }

    @Test func anOperatorPrunes() async throws {
        let worker = try await site.worker("--attempts", "1")
        let id = try #require(try await converted(["one.pdf"], worker).first)
        try site.drop(Data("%PDF-1.4\n".utf8), as: "broken.pdf")
        _ = try await worker.log.entry { $0["message"] == "set aside" }
        let broken = try #require(try await site.job(named: "broken.pdf")?.id)

        func prune(_ flags: String...) async throws -> (code: Int32, output: String, errors: String) {
            try await Program.output(of: "pannier", ["prune", "--home", site.home] + flags)
        }
        #expect(try await prune().code == 64)
        #expect(try await prune("--older-than", "1ms", "--state", "running").code == 64)
        #expect(try await !prune("--older-than", "1h").output.contains(id))
        let dry = try await prune("--older-than", "1ms", "--dry-run", "--json")
        #expect(dry.code == 0 && dry.output.contains(id) && dry.output.contains(broken))
        #expect(try site.spool.pendingCommands().isEmpty)

        #expect(try await prune("--older-than", "1ms", "--state", "failed").code == 0)
        _ = try await worker.log.entry { $0["command"] == "prune" && $0["job"] == broken }
        #expect(try await site.reader.job(broken) == nil)
        #expect(try await site.reader.job(id)?.status == .completed)
        #expect(try await prune("--older-than", "1ms").code == 0)
        _ = try await worker.log.entry { $0["command"] == "prune" && $0["job"] == id }
        #expect(site.whereabouts(id) == nil)
    }
}
