// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Settings
import Spool
import Testing

@testable import Worker

/// What becomes of a claim that could not be recorded at once, on real folders and records.
struct IntakeRecordTests {
    private let home = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
    private let spool: Spool
    private let store: SQLiteJobStore
    private let limits: DocumentLimits

    init() async throws {
        spool = try Spool(home: home)
        store = try SQLiteJobStore(path: StateFolder(path: home + "/state").databasePath)
        limits = try DocumentLimits(try await Settings(arguments: ["pannier-worker"], keys: SettingKey.worker))
    }

    /// One that takes documents of at most ten bytes.
    private func intake(_ store: SQLiteJobStore) -> Intake {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let converters = ConverterChoice([])
        return Intake(
            spool: spool,
            store: store,
            defaults: .standard,
            largestDocument: 10,
            dispatcher: Dispatcher(store: store, slots: 1, limits: limits, converters: converters, logger: logger),
            gate: StorageGate(),
            logger: logger
        )
    }

    private func claimed(_ document: String) throws -> JobID {
        let id = JobID()
        let folder = try spool.active.createFolder(id.fileName)
        try folder.writeFile(Spool.documentName, Array(document.utf8))
        try folder.writeFile(Spool.requestName, Array(#"{"name":"a.pdf"}"#.utf8))
        return id
    }

    @Test func whatWasSetAsideBeforeItsRecordKeepsItsReason() async throws {
        let id = try claimed("more than ten bytes")
        let closed = try SQLiteJobStore(path: home + "/state/closed.sqlite")
        try closed.close()
        await intake(closed).admit(Claim(earlier: id))
        #expect(try spool.locate(id) == .quarantine)

        await intake(store).admit(Claim(earlier: id))
        let job = try #require(try await store.job(id.text))
        #expect(job.status == .failed && job.error?.code == .tooLarge)
        #expect(job.name == "a.pdf" && job.bytes == 19)
    }

    @Test func aClaimThatWasDeletedIsDropped() async throws {
        let id = try claimed("words")
        try spool.hide(id)
        try spool.removeHidden(id)
        let intake = intake(store)
        await intake.admit(Claim(earlier: id))
        #expect(try await !intake.take([:]), "nothing is left to be tried again")
        #expect(try await store.job(id.text) == nil)
    }

    /// The records were lost before the document was put beside its results.
    @Test func whatHasResultsIsRecordedAsTheySay() async throws {
        let id = try claimed("words")
        _ = try spool.beginBuilding(id, attempt: 1)
        try spool.publish(id, attempt: 1, manifest: Array(#"{"name":"b.pdf"}"#.utf8))
        await intake(store).admit(Claim(earlier: id))
        let job = try #require(try await store.job(id.text))
        #expect(job.status == .completed && job.name == "b.pdf")
        #expect(try spool.activeIDs().isEmpty)
    }
}
