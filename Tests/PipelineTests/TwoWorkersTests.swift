// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Jobs
import Spool
import Subprocess
import Testing

/// Two workers that keep different job records meet on one shared folder.
@Suite(.timeLimit(minutes: 3))
struct TwoWorkersTests {
    let site: Site

    init() throws { site = try Site() }

    private var otherState: String { site.home + "-other" }
    private var otherRecords: SQLiteJobReader { SQLiteJobReader(path: otherState + "/jobs.sqlite") }

    private func waits(_ worker: Program) async throws {
        _ = try await worker.log.entry { $0["message"]?.hasPrefix("another worker is active") == true }
    }

    private func active(_ worker: Program) async throws {
        _ = try await worker.log.entry { $0["message"] == "watching" }
    }

    /// The names of published documents.
    private func published() throws -> [String] {
        struct Named: Decodable { let name: String }
        return try site.spool.resultIDs().map { id in
            let bytes = try #require(try site.spool.manifest(of: id))
            return try JSONDecoder().decode(Named.self, from: Data(bytes)).name
        }
    }

    @Test func theSecondWaitsSaysSoAndTakesOver() async throws {
        defer { try? FileManager.default.removeItem(atPath: otherState) }
        let names = (1...100).map { "\($0).pdf" }
        for name in names { try site.drop(SamplePDF.pages(1, words: name), as: name) }
        let first = try await site.startWorker(["--outputs", "text"])
        try await active(first)
        let second = try await site.startWorker(["--outputs", "text", "--state", otherState])
        try await waits(second)
        let doctor = try await Program.output(of: "pannier", ["doctor", "--home", site.home, "--state", otherState])
        #expect(doctor.output.contains("paused: home_in_use"))
        _ = try await first.log.entry(number: 20) { $0["message"] == "completed" }
        first.signal(SIGKILL)
        try await active(second)
        for name in names { try site.drop(SamplePDF.pages(1, words: name), as: "late " + name) }
        for name in names { try await second.completed("late " + name) }
        second.signal(SIGTERM)
        #expect(await second.log.ended()?.isSuccess == true)
        #expect(try published().sorted() == (names + names.map { "late " + $0 }).sorted())
        #expect(try await otherRecords.counts() == [.completed: 200])
        #expect(try site.spool.activeIDs().isEmpty)
    }

    @Test func aRebuildKeepsOutOfAnothersWay() async throws {
        defer { try? FileManager.default.removeItem(atPath: otherState) }
        let first = try await site.worker()
        let rebuild = try await Program.output(
            of: "pannier-worker",
            ["--rebuild", "--home", site.home, "--state", otherState]
        )
        #expect(rebuild.code == 78 && rebuild.errors.contains("a worker is active on"))
        withExtendedLifetime(first) {}
    }

    @Test func whoIsStoppedWithALockKeepsItsTurn() async throws {
        defer { try? FileManager.default.removeItem(atPath: otherState) }
        let first = try await site.worker("--outputs", "text,images")
        let id = try site.submit(SamplePDF.pages(100), request: #"{"name":"long.pdf"}"#)
        try await first.stepEnded(of: id)
        first.signal(SIGSTOP)
        let second = try await site.startWorker(["--outputs", "text", "--state", otherState])
        try await waits(second)
        first.signal(SIGCONT)
        try await first.completed("long.pdf")
        #expect(await !second.log.entries.contains { $0["message"] == "watching" })
        first.signal(SIGTERM)
        try await active(second)
        #expect(try await otherRecords.counts() == [.completed: 1])
        #expect(await !second.log.entries.contains { $0["message"] == "completed" })
    }

    @Test func whoWasStoppedPastItsLeaseCompletesNothing() async throws {
        defer { try? FileManager.default.removeItem(atPath: otherState) }
        let lease = ["--outputs", "text,images", "--home-lease", "8s"]
        let first = try await site.startWorker(lease)
        try await active(first)
        let id = try site.submit(SamplePDF.pages(200), request: #"{"name":"long.pdf"}"#)
        try await first.stepEnded(of: id)
        first.signal(SIGSTOP)

        let second = try await site.startWorker(lease + ["--state", otherState])
        try await waits(second)
        try await active(second)
        first.signal(SIGCONT)
        #expect(await first.log.ended() == .exited(EX_TEMPFAIL))
        // Not the last it says: its other threads live until it ends.
        let loss = "the lease of the shared folder is lost"
        #expect(await first.log.entries.contains { $0["message"]?.hasPrefix(loss) == true })
        try await second.completed("long.pdf")
        #expect(try await otherRecords.job(id)?.pages == .init(total: 200, done: 200))
        let events = try await otherRecords.events(after: 0, job: id, limit: 100).map(\.kind)
        #expect(events.count { $0 == "completed" } == 1)
        #expect(try await site.reader.job(id)?.status != .completed)
        #expect(await !first.log.entries.contains { $0["message"] == "completed" })
        #expect(try published() == ["long.pdf"])

        let third = try await site.startWorker(lease)
        try await waits(third)
        second.signal(SIGTERM)
        #expect(await second.log.ended()?.isSuccess == true)
        try await active(third)
        #expect(try await site.reader.job(id)?.status == .completed, "its records catch up with the folders")
    }

    /// It renews its lease so rarely that it finds nothing out here, and works on all the while.
    @Test func whoDoesNotKnowThatItLostTheLeaseBringsNothingToAnEnd() async throws {
        defer { try? FileManager.default.removeItem(atPath: otherState) }
        let first = try await endlessWorker(["--home-lease", "1h", "--attempts", "1"])
        let early = (1...10).map { "early \($0).txt" }
        for name in early { try site.drop(Data("words".utf8), as: name) }
        for name in early {
            _ = try await first.log.entry { $0["message"] == "queued" && $0["name"] == name }
        }
        let second = try await site.startWorker(["--outputs", "text", "--home-lease", "8s", "--state", otherState])
        try await active(second)
        let late = (1...10).map { "late \($0).txt" }
        for name in late { try site.drop(Data("words".utf8), as: name) }
        for pid in Self.descendants(of: first.pid) where Program.command(pid).contains(Self.endless) {
            kill(pid, SIGKILL)
        }
        for name in early { _ = try await first.failed(name) }
        for name in early + late { try await second.completed(name) }
        for worker in [first, second] {
            worker.signal(SIGTERM)
            #expect(await worker.log.ended()?.isSuccess == true)
        }
        #expect(await !first.log.entries.contains { ["completed", "set aside"].contains($0["message"]) })
        #expect(await !first.log.entries.contains { $0["name"]?.hasPrefix("late") == true })
        #expect(try published().sorted() == (early + late).sorted())
        #expect(try await otherRecords.counts() == [.completed: 20])
        #expect(try site.spool.activeIDs().isEmpty && site.spool.setAsideIDs().isEmpty)
    }

    private static let endless = "while :; do :; done"

    /// A worker whose converter of plain text never ends.
    private func endlessWorker(_ flags: [String]) async throws -> Program {
        let entry: [String: Any] = [
            "command": ["/bin/sh", "-c", Self.endless], "takes": ["text/plain"], "makes": "outputs", "timeout": "1h",
        ]
        let config = site.home + "/settings.json"
        let json = try JSONSerialization.data(withJSONObject: ["converters": ["mine": entry]])
        try json.write(to: URL(fileURLWithPath: config))
        let worker = try await site.startWorker(["--config", config, "--outputs", "text"] + flags)
        try await active(worker)
        return worker
    }

    private static func descendants(of pid: pid_t) -> [pid_t] {
        Program.children(of: pid).flatMap { [$0] + descendants(of: $0) }
    }
}
