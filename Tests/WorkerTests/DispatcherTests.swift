// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Settings
import Spool
import Synchronization
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

    /// It was handed out before, and the first `stop` found nothing to end.
    @Test func aStepThatStartsWhileItsJobIsWithdrawnIsStoppedToo() async throws {
        try await enqueue("a.pdf")
        let dispatcher = dispatcher(slots: 1)
        let next = await dispatcher.next()
        let turn = try #require(next)
        let stops = Mutex(0)
        await dispatcher.withdraw(turn.claimed.job.id) {
            let count = stops.withLock { count in
                count += 1
                return count
            }
            guard count == 2 else { return }
            _ = await dispatcher.ended(turn, StepOutcome(ending: .lost))
            await dispatcher.letGo(turn)
        }
        #expect(await !dispatcher.isInHand(turn.claimed.job.id))
    }

    /// Each has every page handed out and none of them back; a slot is left for the letter.
    @Test func booksInHandDoNotKeepALetterOut() async throws {
        let books = TurnOrder.longWindow + 1
        for number in 1...books { try await enqueue("\(number).pdf") }
        let dispatcher = dispatcher(slots: books + 1)
        for _ in 1...books {
            let first = await dispatcher.next()
            let inspection = try #require(first)
            let pages = TurnOrder.shortPages
            let outcome = StepOutcome.inspected(pages: pages, ended: 1...pages / 2)
            let answer = await dispatcher.ended(inspection, outcome)
            #expect(answer?.consequence == .goOn)
            let second = await dispatcher.next()
            #expect(second?.step == .slice(PageRange(pages / 2 + 1, pages)))
        }
        try await enqueue("letter.pdf")
        await dispatcher.moreWork()
        let last = await dispatcher.next()
        #expect(last?.claimed.job.name == "letter.pdf")
    }
}
