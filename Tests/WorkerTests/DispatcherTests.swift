// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Settings
import Spool
import Testing

@testable import Worker

/// The jobs in hand, on real records.
@Suite(.timeLimit(.minutes(1)))
struct DispatcherTests {
    private let store: SQLiteJobStore
    private let limits: DocumentLimits

    init() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
        store = try SQLiteJobStore(path: StateFolder(path: path).databasePath)
        limits = try DocumentLimits(try await Settings(arguments: ["pannier-worker"], keys: SettingKey.worker))
    }

    private func dispatcher(slots: Int) -> Dispatcher {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return Dispatcher(store: store, slots: slots, limits: limits, converters: ConverterChoice([]), logger: logger)
    }

    private func enqueue(_ name: String) async throws {
        let job = NewJob(id: JobID().text, name: name, options: JobOptions(outputs: [.text]), createdAt: Date())
        #expect(try await store.enqueue(job))
    }

    @Test func whatEndsWithTheWorkerIsGivenBack() async throws {
        try await enqueue("a.pdf")
        let dispatcher = dispatcher(slots: 1)
        let next = await dispatcher.next()
        let turn = try #require(next)
        _ = await dispatcher.stop()
        let isGivenBack = await dispatcher.ended(turn, StepOutcome(ending: .lost, deadZygote: 1)) == nil
        #expect(isGivenBack)
        await dispatcher.letGo(turn)
        #expect(await dispatcher.stop().map(\.job.name) == ["a.pdf"], "it is in hand still")
    }
}
