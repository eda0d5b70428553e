// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Jobs
import Settings
import Spool
import Testing

@testable import CommandLineTool

struct RecordsTests {
    private let folder: TemporaryFolder
    private let spool: Spool
    private let store: SQLiteJobStore
    private let records: JobRecords

    init() throws {
        folder = try TemporaryFolder()
        spool = try Spool(home: folder.path)
        let state = try StateFolder(path: folder.path + "/state")
        store = try SQLiteJobStore(path: state.databasePath)
        records = JobRecords(
            spool: spool,
            reader: SQLiteJobReader(path: state.databasePath),
            defaults: JobOptions(outputs: [.text])
        )
    }

    private func record(_ id: JobID, name: String = "a.pdf", at time: Date = Date()) async throws {
        let job = NewJob(id: id.text, name: name, options: JobOptions(outputs: [.text]), createdAt: time)
        _ = try await store.enqueue(job)
    }

    private func handIn(_ name: String) throws -> JobID {
        let upload = try spool.beginUpload()
        try upload.accept(request: JobRequest(name: name, receivedAt: Date()).json)
        return upload.id
    }

    @Test func theRecordSpeaksBeforeTheFolder() async throws {
        let id = try handIn("folder.pdf")
        #expect(try await records.job(id.text)?.name == "folder.pdf")
        try await record(id, name: "record.pdf")
        #expect(try await records.job(id.text)?.name == "record.pdf")
    }

    @Test func readsAPublishedJobFromItsManifest() async throws {
        let id = JobID()
        _ = try spool.active.createFolder(id.fileName)
        _ = try spool.beginBuilding(id, attempt: 1)
        let manifest = #"{"name":"x.pdf","mediaType":"application/pdf","pages":{"total":3,"done":2,"failed":1}}"#
        try spool.publish(id, attempt: 1, manifest: Array(manifest.utf8))
        let job = try #require(try await records.job(id.text))
        #expect(job.status == .completed)
        #expect(job.pages == Job.Pages(total: 3, done: 2, failed: 1))
    }

    @Test(arguments: [("timeout", JobState.failed), ("cancelled", .cancelled)])
    func readsASetAsideJobFromItsReason(code: String, status: JobState) async throws {
        let id = JobID()
        _ = try spool.active.createFolder(id.fileName)
        try spool.setAside(id, reason: Array(#"{"code":"\#(code)","message":"m"}"#.utf8))
        #expect(try await records.job(id.text)?.status == status)
    }

    @Test func listsRecordedAndUnrecordedJobsOnce() async throws {
        let both = try handIn("both.pdf")
        try await record(both, name: "both.pdf")
        let inFolder = try handIn("waiting.pdf")
        let jobs = try await records.jobs(JobQuery(), limit: 10)
        #expect(Set(jobs.map(\.id)) == [both.text, inFolder.text])
        #expect(jobs.count == 2)
        #expect(try await records.jobs(JobQuery(name: "WAIT"), limit: 10).map(\.id) == [inFolder.text])
        #expect(try await records.jobs(JobQuery(state: .failed), limit: 10).isEmpty)
    }

    @Test func turnsPagesForLongLists() async throws {
        for number in 0..<1005 { try await record(JobID(), at: Date(timeIntervalSince1970: Double(number))) }
        #expect(try await records.jobs(JobQuery(), limit: 1003).count == 1003)
    }

    @Test func findsAJobByThePrefixOfItsID() async throws {
        let one = try #require(JobID("0193aaaa-0000-7000-8000-000000000001"))
        let two = try #require(JobID("0193bbbb-0000-7000-8000-000000000002"))
        try await record(one)
        try await record(two)
        #expect(try await records.id("0193A") == one)
        #expect(try await records.id(two.text) == two)
    }

    @Test(arguments: [
        ("0193", CommandStatus.usage), ("0194", .notFound), ("019", .usage), ("01%_", .usage), ("../x", .usage),
    ])
    func refusesWhatNamesNoSingleJob(prefix: String, status: CommandStatus) async throws {
        for id in ["0193aaaa-0000-7000-8000-000000000001", "0193bbbb-0000-7000-8000-000000000002"] {
            let id = try #require(JobID(id))
            try await record(id)
        }
        await #expect { try await records.id(prefix) } throws: { CommandStatus(for: $0) == status }
    }

    @Test func countsWhatGoesOn() async throws {
        try await record(JobID(), name: "old.pdf", at: Date(timeIntervalSinceNow: -100))
        let cancelled = JobID()
        try await record(cancelled)
        _ = try await store.cancel(cancelled.text)
        _ = try handIn("waiting.pdf")
        let settings = try await Settings(arguments: ["pannier", "--home", folder.path], keys: SettingKey.shared)
        let statistics = try await Statistics(of: Site(settings, .look), now: Date())
        #expect(
            statistics.jobs == ["queued": 1, "running": 0, "retrying": 0, "completed": 0, "failed": 0, "cancelled": 1]
        )
        #expect(statistics.inbox == 1)
        #expect(statistics.lastHour["cancelled"] == 1)
        #expect(statistics.oldestWaiting?.name == "old.pdf")
        #expect(!statistics.workerActive)
    }

    @Test func tellsAPauseThatTheWorkerCouldNotWriteDown() async throws {
        let lock = try #require(try StateFolder(path: folder.path + "/state").tryLock())
        let settings = try await Settings(
            arguments: ["pannier", "--home", folder.path, "--min-free", "9000000TB"],
            keys: SettingKey.shared + [.minFree]
        )
        let statistics = try await Statistics(of: Site(settings, .look), now: Date())
        #expect(statistics.workerActive && statistics.workerPaused == "disk_full")
        withExtendedLifetime(lock) {}
    }

    @Test func aBrokenDatabaseIsToldAsSuch() async throws {
        try store.close()
        let path = try folder.file("broken.sqlite", "this is no database at all, only a text of some length")
        let broken = JobRecords(spool: spool, reader: SQLiteJobReader(path: path), defaults: .standard)
        await #expect { try await broken.job(JobID().text) } throws: { CommandStatus(for: $0) == .unreachable }
    }

    @Test func lookingAtAMissingHomeMakesNone() async throws {
        let path = folder.path + "/typo"
        let settings = try await Settings(arguments: ["pannier", "--home", path], keys: SettingKey.shared)
        #expect { try Site(settings, .look) } throws: { CommandStatus(for: $0) == .unreachable }
        #expect(!folder.tree.contains("typo"))
    }
}
