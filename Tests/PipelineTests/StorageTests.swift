// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool
import Subprocess
import Testing

/// The disk fills up under the worker; nothing is lost, nothing is blamed on a document, and it goes on by itself.
@Suite(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"), .timeLimit(minutes: 3))
struct StorageTests {
    let disk: SmallDisk
    let site: Site

    init() throws {
        disk = try SmallDisk(size: "64m")
        site = try Site(home: disk.path + "/home")
    }

    private func paused(_ worker: Program, times: Int = 1) async throws {
        _ = try await worker.log.entry(number: times) { $0["message"]?.hasPrefix("paused") == true }
    }

    private func goesOn(_ worker: Program, times: Int = 1) async throws {
        _ = try await worker.log.entry(number: times) { $0["message"]?.hasSuffix("going on") == true }
    }

    private var facts: WorkerFacts? { (try? StateFolder(existing: site.home + "/state"))?.activeWorker }

    @Test func pausesWhenSpaceIsShortAndGoesOnByItself() async throws {
        let worker = try await site.worker("--min-free", "8MB", "--rescan", "1h")
        try disk.fill(leaving: 6_000_000)
        try await paused(worker)
        _ = try await worker.log.entry { $0["message"]?.hasPrefix("paused") == true && $0["reason"] == "disk_full" }
        try site.drop(SamplePDF.pages(1), as: "one.pdf")
        #expect(facts?.state == .paused && facts?.reason == "disk_full")
        let stats = try await Program.output(of: "pannier", ["stats", "--home", site.home])
        #expect(stats.output.contains("paused: disk_full"))
        let doctor = try await Program.output(of: "pannier", ["doctor", "--home", site.home])
        #expect(doctor.output.contains("paused: disk_full"))

        try disk.empty()
        try await goesOn(worker)
        try await worker.completed("one.pdf")
        #expect(facts?.state == .active)
        let messages = await worker.log.entries.compactMap { $0["message"] }
        let queued = try #require(messages.firstIndex(of: "queued"))
        #expect(messages[..<queued].contains { $0.hasSuffix("going on") }, "it was not taken in before")
        #expect(try await site.job(named: "one.pdf")?.attempt == 1)
    }

    @Test(arguments: ["8MB", "1"])
    func aFullDiskIsNoFaultOfTheDocumentInHand(minFree: String) async throws {
        let worker = try await site.worker("--min-free", minFree, "--outputs", "text,images", "--attempts", "1")
        let pages = 400
        try site.drop(SamplePDF.pages(pages), as: "long.pdf")
        let id = try #require(try await worker.log.entry { $0["message"] == "queued" }["job"])
        try await worker.stepEnded(of: id)
        try disk.fill(leaving: 0)
        try await paused(worker)
        try disk.empty()
        try await worker.completed("long.pdf")
        let job = try #require(try await site.reader.job(id))
        #expect(job.attempt == 1)
        #expect(job.pages == .init(total: pages, done: pages))
        let kinds = try await site.reader.events(after: 0, job: id, limit: 1000).map(\.kind)
        #expect(kinds.count { $0 == "completed" } == 1 && !kinds.contains("failed"))
        #expect(try site.spool.quarantine.entries().isEmpty)
    }

    /// A pause may be ended by deleting; and who has been told that a job is cancelled need not ask again.
    @Test func whatWaitsForSpaceIsDeletedAtOnceAndCancelledWhenItIsTakenIn() async throws {
        let worker = try await site.worker("--min-free", "8MB", "--rescan", "1h", "--page-timeout", "1h")
        try disk.fill(leaving: 6_000_000)
        try await paused(worker)
        let request = #"{"options":{"outputs":["text"]}}"#
        let (deleted, cancelled) = (
            try site.submit(SamplePDF.pages(1), request: request),
            try site.submit(SamplePDF.endless(), request: request)
        )
        try site.post(.delete, deleted)
        _ = try await worker.log.entry { $0["message"] == "command done" && $0["job"] == deleted }
        #expect(site.whereabouts(deleted) == nil)
        try site.post(.cancel, cancelled)
        _ = try await worker.log.entry { $0["message"]?.hasPrefix("command waits") == true && $0["job"] == cancelled }
        #expect(site.whereabouts(cancelled) == .inbox)

        try disk.empty()
        _ = try await worker.log.entry { $0["message"] == "command done" && $0["job"] == cancelled }
        #expect(try await site.reader.job(cancelled)?.status == .cancelled)
        #expect(site.whereabouts(cancelled) == .quarantine)
        #expect(try await site.reader.job(deleted) == nil)
        #expect(try site.spool.pendingCommands().isEmpty)
    }

    @Test func aWorkerWaitsForSpaceToStart() async throws {
        try disk.fill(leaving: 0)
        let worker = try await site.startWorker(["--min-free", "1"])
        _ = try await worker.log.entry { $0["message"]?.hasPrefix("waiting") == true }
        try disk.empty()
        _ = try await worker.log.entry { $0["message"] == "watching" }
        try site.drop(SamplePDF.pages(1), as: "one.pdf")
        try await worker.completed("one.pdf")
    }

    @Test func theFrontRefusesBeforeItReads() async throws {
        let front = try await Program("pannier-front", ["--home", site.home, "--port", "0", "--min-free", "8MB"])
        let entry = try await front.log.entry { $0["message"]?.contains("listening on") == true }
        let address = try #require(entry["message"]?.split(separator: " ").last)
        let document = disk.path + "/document.pdf"
        try SamplePDF.pages(1).write(to: URL(fileURLWithPath: document))
        try disk.fill(leaving: 12_000_000)
        let full = try await Program.output(of: "pannier", ["submit", document, "--url", "http://\(address)"])
        #expect(full.code != 0 && full.errors.contains("full"), "\(full.errors)")
        #expect(try site.spool.inbox.entries().isEmpty)
        #expect(try site.spool.uploads.entries().isEmpty)
        try disk.empty()
        #expect(try await Program.output(of: "pannier", ["submit", document, "--url", "http://\(address)"]).code == 0)
        withExtendedLifetime(front) {}
    }
}
