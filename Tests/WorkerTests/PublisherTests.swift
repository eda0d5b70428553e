// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import GRDB
import Jobs
import Logging
import Settings
import Spool
import Testing

@testable import Worker

/// What becomes of an end that could not be recorded at once, on real folders and records.
struct PublisherTests {
    private let home = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
    private let spool: Spool
    private let state: StateFolder
    private let store: SQLiteJobStore
    private let gate = StorageGate()
    private let publisher: Publisher

    init() async throws {
        spool = try Spool(home: home)
        state = try StateFolder(path: home + "/state")
        store = try SQLiteJobStore(path: state.databasePath)
        let settings = try await Settings(arguments: ["pannier-worker", "--home", home], keys: SettingKey.worker)
        let configuration = try WorkerConfiguration(settings)
        let probe = StorageProbe(spool: spool, state: state, reserve: configuration.reserve)
        publisher = Publisher(
            spool: spool,
            store: store,
            configuration: configuration,
            gate: gate,
            blame: StorageBlame(probe: probe, mostFiles: 100),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func claimed() async throws -> ClaimedJob {
        let id = JobID()
        let folder = try spool.active.createFolder(id.fileName)
        try folder.writeFile(Spool.documentName, Array("words".utf8))
        #expect(try await store.enqueue(NewJob(id: id.text, name: "a.pdf", options: .standard, createdAt: Date())))
        return try #require(try await store.claim(limit: 1, now: Date()).first)
    }

    /// While the records take no change.
    private func whileRefused(_ work: () async throws -> Void) async throws {
        let other = try DatabaseQueue(path: state.databasePath)
        try await other.write {
            try $0.execute(sql: "CREATE TRIGGER refusal BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'no'); END")
        }
        try await work()
        try await other.write { try $0.execute(sql: "DROP TRIGGER refusal") }
        gate.open()
    }

    @Test(arguments: [FailureCode.corrupt, .crashed])
    func whatHasEndedIsNotGivenBackBeforeItIsRecorded(code: FailureCode) async throws {
        let claimed = try await claimed()
        try await whileRefused { await publisher.fail(claimed, Failure(code, "broken")) }
        await publisher.giveBack(claimed, isToBlame: false)
        await publisher.settleUnsettled()
        let job = try #require(try await store.job(claimed.job.id))
        #expect(job.status == (code.isWorthRetrying ? .retrying : .failed))
        #expect(job.attempt == 1 && job.error?.code == code)
    }
}
