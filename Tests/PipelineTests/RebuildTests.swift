// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool
import Subprocess
import Testing

/// The job records are lost or damaged; the folders tell them again.
@Suite(.timeLimit(minutes: 3))
struct RebuildTests {
    let site: Site

    init() throws { site = try Site() }

    /// It answers well when it is looked at, and fails at the first change.
    @Test func makesThemAgainWhereTheLastWorkerMetDamage() async throws {
        let jobs = try await makeJobs()
        try StateFolder(path: site.home + "/state").noteDamage()
        let worker = try await site.worker()
        _ = try await worker.log.entry { $0["message"]?.hasPrefix("the job records are damaged") == true }
        #expect(Set(try await site.reader.jobs(JobQuery(limit: 100)).map(\.id)) == Set(jobs.map(\.id)))
        #expect(try StateFolder(path: site.home + "/state").databasesSetAside.count == 1)
        withExtendedLifetime(worker) {}
    }

    /// Who can drop something into the shared folder can keep no worker from starting.
    @Test func startsBesideWhatCantBeWorkedWith() async throws {
        try Data("no folder".utf8).write(to: URL(fileURLWithPath: "\(site.home)/spool/active/\(JobID())"))
        let worker = try await site.worker("--outputs", "text")
        try site.drop(SamplePDF.pages(1), as: "good.pdf")
        try await worker.completed("good.pdf")
        #expect(try site.spool.active.entries().contains { $0.hasSuffix(".left") })
    }

    private var database: String { site.home + "/state/jobs.sqlite" }

    /// One job of each kind that ends, with options of its own, and their records.
    private func makeJobs(killing: Bool = false) async throws -> [Job] {
        let worker = try await site.worker("--attempts", "2", "--outputs", "text")
        let request = #"""
            {"name":"good.pdf","options":{"outputs":["text","layout"],"pages":"1-2","dpi":72,"priority":7}}
            """#
        _ = try site.submit(SamplePDF.pages(3), request: request)
        try site.drop(SamplePDF.pages(1), as: "dropped.pdf")
        try site.drop(Data([0, 1, 2, 3]), as: "bad.pdf")
        _ = try site.submit(Data("x".utf8), request: "no request")
        try await worker.completed("good.pdf")
        try await worker.completed("dropped.pdf")
        _ = try await worker.log.entry { $0["message"] == "set aside" && $0["name"] == "bad.pdf" }
        _ = try await worker.log.entry { $0["message"] == "refused" }
        let images = #"{"name":"long.pdf","options":{"outputs":["images"]}}"#
        let long = try site.submit(SamplePDF.pages(2000), request: images)
        try await worker.stepEnded(of: long)
        try site.post(.cancel, long)
        _ = try await worker.log.entry { $0["command"] == "cancel" && $0["job"] == long }
        worker.signal(killing ? SIGKILL : SIGTERM)
        _ = await worker.log.ended()
        let jobs = try await site.reader.jobs(JobQuery())
        #expect(Set(jobs.map(\.status)) == [.completed, .failed, .cancelled])
        #expect(jobs.count == 5)
        return jobs
    }

    /// The same but for the instant of the end, which record and folder each take for themselves.
    private func expectSame(_ before: [Job], sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let after = try await site.reader.jobs(JobQuery())
        #expect(after.count == before.count, sourceLocation: sourceLocation)
        for (one, other) in zip(before, after) {
            var other = other
            #expect(other.finishedAt != nil, sourceLocation: sourceLocation)
            other.finishedAt = one.finishedAt
            #expect(one == other, sourceLocation: sourceLocation)
        }
    }

    @Test func theDoctorMakesTheRecordsAgain() async throws {
        let before = try await makeJobs()
        let waiting = try site.submit(SamplePDF.pages(1), request: #"{"name":"waiting.pdf"}"#)
        let rebuilt = try await Program.output(of: "pannier", ["doctor", "--rebuild", "--home", site.home])
        #expect(rebuilt.code == 0, "\(rebuilt.errors)")
        #expect(rebuilt.errors.contains("2 completed") && rebuilt.errors.contains("2 failed"))
        #expect(rebuilt.output.contains("jobs.sqlite.corrupt-"))
        try await expectSame(before)

        // What waited goes on, and what failed can be tried again.
        let worker = try await site.worker()
        try await worker.completed("waiting.pdf")
        #expect(try await site.reader.job(waiting)?.status == .completed)
        let failed = try #require(before.first { $0.name == "bad.pdf" })
        try site.post(.retry, failed.id)
        _ = try await worker.failed("bad.pdf")
    }

    @Test func theDoctorRefusesWhileAWorkerIsActive() async throws {
        let worker = try await site.worker()
        try site.drop(SamplePDF.pages(1), as: "one.pdf")
        try await worker.completed("one.pdf")
        let refused = try await Program.output(of: "pannier", ["doctor", "--rebuild", "--home", site.home])
        #expect(refused.code == 1 && refused.errors.contains("a worker is active"))
        #expect(try await site.reader.counts() == [.completed: 1])
        withExtendedLifetime(worker) {}
    }

    enum Damage: String, CaseIterable, Sendable {
        case garbage, cutShort, empty, overwritten, missing, missingLog
    }

    @Test(arguments: Damage.allCases)
    func aWorkerMakesDamagedRecordsAgain(damage: Damage) async throws {
        let before = try await makeJobs(killing: damage == .missingLog)
        try wreck(damage)
        let worker = try await site.worker()
        try await expectSame(before)
        let state = try StateFolder(existing: site.home + "/state")
        let isFound = [.garbage, .cutShort, .empty, .overwritten].contains(damage)
        #expect(state.databasesSetAside.count == (isFound ? 1 : 0))
        #expect((state.activeWorker?.rebuilt != nil) == isFound)
        try site.drop(SamplePDF.pages(1), as: "next.pdf")
        try await worker.completed("next.pdf")
    }

    private func wreck(_ damage: Damage) throws {
        let file = URL(fileURLWithPath: database)
        switch damage {
        case .garbage: try Data(repeating: 7, count: 20_000).write(to: file)
        case .cutShort: truncate(database, 10_000)
        case .empty: truncate(database, 0)
        case .overwritten:
            var bytes = try Data(contentsOf: file)
            try #require(bytes.count > 10_000)
            for index in 5000..<bytes.count where index % 3 != 0 { bytes[index] ^= 0x5A }
            try bytes.write(to: file)
        case .missing: for suffix in ["", "-wal", "-shm"] { unlink(database + suffix) }
        case .missingLog: for suffix in ["-wal", "-shm"] { unlink(database + suffix) }
        }
    }

    /// It can't go on with them, and the next one makes them again.
    @Test func aWorkerEndsWhereItsRecordsAreDamagedUnderIt() async throws {
        let worker = try await site.worker("--outputs", "text")
        try site.drop(SamplePDF.pages(1), as: "one.pdf")
        try await worker.completed("one.pdf")
        for suffix in ["", "-wal"] {
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: database + suffix))
            let size = Int(try file.seekToEnd())
            try file.seek(toOffset: 0)
            try file.write(contentsOf: Data(repeating: 7, count: size))
            try file.close()
        }
        try site.drop(SamplePDF.pages(1), as: "two.pdf")
        _ = await worker.log.ended()
        let next = try await site.worker("--outputs", "text")
        try await next.completed("two.pdf")
        #expect(try await site.reader.counts() == [.completed: 2])
    }

    @Test func whatWasUnderWayIsTakenInAgain() async throws {
        let first = try await site.worker("--outputs", "text,images")
        let id = try site.submit(SamplePDF.pages(200), request: #"{"name":"long.pdf"}"#)
        try await first.stepEnded(of: id)
        first.signal(SIGKILL)
        _ = await first.log.ended()
        try wreck(.missing)
        let second = try await site.worker("--outputs", "text,images")
        try await second.completed("long.pdf")
        #expect(try await site.reader.job(id)?.pages == .init(total: 200, done: 200))
        #expect(try await site.reader.counts() == [.completed: 1])
    }
}
