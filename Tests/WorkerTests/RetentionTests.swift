// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Spool
import Synchronization
import Testing

@testable import Worker

/// Which jobs go, on real folders and records.
struct RetentionTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)
    private static let day = 86_400.0

    private let home = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
    private let spool: Spool
    private let store: SQLiteJobStore

    init() throws {
        spool = try Spool(home: home)
        store = try SQLiteJobStore(path: StateFolder(path: home + "/state").databasePath)
    }

    private func retention(
        at reading: ClockHistory.Reading = .init(wall: now, uptime: 0, boot: "one"),
        _ change: (inout RetentionPolicy) -> Void
    ) -> Retention {
        var policy = RetentionPolicy()
        change(&policy)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return Retention(spool: spool, store: store, policy: policy, clock: { reading }, logger: logger)
    }

    /// A job that was completed so many days ago.
    private func completed(daysAgo days: Double, bytes: Int = 10) async throws -> JobID {
        let id = JobID()
        let end = (Self.now - days * Self.day).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let manifest = Array(#"{"name":"x.pdf","finishedAt":"\#(end)","createdAt":"\#(end)"}"#.utf8)
        let folder = try spool.beginBuilding(id, attempt: 1)
        try folder.writeFile("text.txt", [UInt8](repeating: 65, count: bytes))
        try spool.publish(id, attempt: 1, manifest: manifest)
        #expect(try await store.restore([StoredJob(published: id.text, time: id.time, manifest: manifest)]) == 1)
        return id
    }

    /// A job that failed so many days ago.
    private func failed(daysAgo days: Double) async throws -> JobID {
        let id = JobID()
        var job = StoredJob(waiting: id.text, time: id.time, request: JobRequest(), defaults: .standard).job
        job.finishedAt = Self.now - days * Self.day
        let reason = try SetAsideReason(Failure(.corrupt, "broken"), job: job).json
        _ = try spool.active.createFolder(id.fileName)
        try spool.setAside(id, reason: reason)
        let stored = StoredJob(setAside: id.text, time: id.time, request: nil, reason: reason, defaults: .standard)
        #expect(try await store.restore([stored]) == 1)
        return id
    }

    private func isThere(_ id: JobID) async throws -> Bool {
        let hasFolder = try spool.locate(id) != nil
        #expect(try await (store.job(id.text) != nil) == hasFolder, "folder and record go together")
        return hasFolder
    }

    @Test func keepsEverythingWhereNothingIsSaid() async throws {
        let id = try await completed(daysAgo: 1000)
        #expect(await !retention { _ in }.run())
        #expect(try await isThere(id))
    }

    @Test func deletesWhatIsOlder() async throws {
        let (old, young) = (try await completed(daysAgo: 8), try await completed(daysAgo: 6))
        let (oldFailure, youngFailure) = (try await failed(daysAgo: 3), try await failed(daysAgo: 1))
        let retention = retention {
            $0.results.seconds = 7 * Self.day
            $0.failed.seconds = 2 * Self.day
        }
        #expect(await !retention.run())
        for id in [old, oldFailure] { #expect(try await !isThere(id)) }
        for id in [young, youngFailure] { #expect(try await isThere(id)) }
        #expect(try await store.events(after: 0, job: old.text, limit: 10).last?.kind == "deleted")
        #expect(try spool.building.entries().isEmpty)
    }

    @Test func deletesTheOldestOfTooMuch() async throws {
        var ids: [JobID] = []
        for days in [3.0, 1, 2] { ids.append(try await completed(daysAgo: days, bytes: 10_000)) }
        _ = await retention { $0.results.bytes = 25_000 }.run()
        #expect(try await !isThere(ids[0]))
        for id in ids[1...] { #expect(try await isThere(id)) }
        _ = await retention { $0.results.bytes = 1 }.run()
        #expect(try await !isThere(ids[2]))
        #expect(try await isThere(ids[1]), "the last one stays, however large it is")
    }

    @Test func sparseFilesAddUpHoweverLarge() {
        let sizes = KeptSizes(sizes: [JobID(): .max, JobID(): .max, JobID(): 1])
        #expect(sizes.bytes == .max)
        #expect(sizes.surplus(over: 0, oldest: []).isEmpty)
    }

    @Test func deletesInTurns() async throws {
        for _ in 0..<(Retention.batch + 5) { _ = try await completed(daysAgo: 9) }
        let retention = retention { $0.results.seconds = 60 }
        #expect(await retention.run())
        #expect(try await store.counts() == [.completed: 5])
        #expect(await !retention.run())
        #expect(try await store.counts().isEmpty)
    }

    @Test func whatHasNotEndedStays() async throws {
        let id = JobID()
        _ = try spool.active.createFolder(id.fileName)
        let job = NewJob(id: id.text, name: "a", options: JobOptions(outputs: [.text]), createdAt: .distantPast)
        #expect(try await store.enqueue(job))
        let retention = retention {
            $0.results = .init(seconds: 1, bytes: 1)
            $0.failed = .init(seconds: 1, bytes: 1)
            $0.events = 1
        }
        _ = await retention.run()
        #expect(try await isThere(id))
        let record = try #require(try await store.job(id.text))
        #expect(try await retention.delete([record]).isEmpty)
        #expect(try await isThere(id))
        #expect(try await store.events(after: 0, job: id.text, limit: 10).count == 1)
    }

    @Test func whatWasBroughtBackStays() async throws {
        let id = try await failed(daysAgo: 9)
        let before = try #require(try await store.job(id.text))
        try spool.takeBack(id)
        #expect(try await retention { _ in }.delete([before]).isEmpty, "its folder is at work again")
        #expect(try await store.retry(id.text))
        #expect(try await retention { _ in }.delete([before]).isEmpty)
        #expect(try spool.locate(id) == .active)
        #expect(try await store.job(id.text)?.status == .queued)
    }

    @Test func aLeapOfTheClockMakesNothingOld() async throws {
        let id = try await completed(daysAgo: 0)
        _ = await retention { $0.results.seconds = Self.day }.run()
        let leapt = ClockHistory.Reading(wall: Self.now + 30 * Self.day, uptime: 60, boot: "one")
        _ = await retention(at: leapt) { $0.results.seconds = Self.day }.run()
        #expect(try await isThere(id))
        let later = ClockHistory.Reading(wall: Self.now + 31 * Self.day, uptime: 60 + Self.day, boot: "one")
        _ = await retention(at: later) { $0.results.seconds = Self.day }.run()
        #expect(try await !isThere(id))
    }

    @Test func finishesADeletionThatWasCutShort() async throws {
        let (one, other) = (try await completed(daysAgo: 1), try await completed(daysAgo: 1))
        try spool.hide(one)
        try await retention { _ in }.finish()
        #expect(try await !isThere(one))
        #expect(try await isThere(other))
        #expect(try spool.building.entries().isEmpty)
    }
}
