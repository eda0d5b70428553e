// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Logging
import ServiceLifecycle
import Spool

/// Listens to the inbox and to the commands; looks through both at start, after an overflow, and now and then.
struct IntakeService: Service, CustomStringConvertible {
    var description: String { "intake" }

    private enum Signal: Sendable {
        case news([FolderWatcher.News])
        /// Look through the folders.
        case rescan
    }

    let spool: Spool
    let intake: Intake
    let commands: CommandHandler
    let retention: Retention
    let rescan: Duration
    /// One element whenever the folders are to be looked through.
    let wishes: AsyncStream<Void>
    let logger: Logger

    func run() async throws {
        // Watch first, then scan: what comes between is seen twice, and claimed once.
        let watcher = try FolderWatcher([spool.inbox, spool.commands])
        logger.info("watching", metadata: ["inbox": "\(spool.inbox.path)"])
        let (signals, continuation) = AsyncStream.makeStream(of: Signal.self)
        continuation.yield(.rescan)
        await withTaskGroup { group in
            group.addTask { for await news in watcher.news { continuation.yield(.news(news)) } }
            group.addTask { await tick(continuation) }
            group.addTask { for await _ in wishes { continuation.yield(.rescan) } }
            for await signal in signals.cancelOnGracefulShutdown() { await handle(signal, continuation) }
            group.cancelAll()
        }
    }

    private func tick(_ signals: AsyncStream<Signal>.Continuation) async {
        while (try? await Task.sleep(for: spool.inbox.fileSystem.isLocal ? rescan : min(rescan, .seconds(2)))) != nil {
            signals.yield(.rescan)
        }
    }

    private func handle(_ signal: Signal, _ signals: AsyncStream<Signal>.Continuation) async {
        do {
            guard case .news(let news) = signal else { return try await lookThrough(signals) }
            if news.contains(.overflow) {
                logger.notice("events were lost; looking through the folders")
                return try await lookThrough(signals)
            }
            let names = Self.names(news, folder: 0)
            if !names.isEmpty, try await intake.take(names) { lookAgain(signals) }
            if !Self.names(news, folder: 1).isEmpty { await commands.handlePending() }
        } catch {
            logger.error("the inbox can't be read", metadata: ["error": "\(error)"])
        }
    }

    private func lookThrough(_ signals: AsyncStream<Signal>.Continuation) async throws {
        await intake.admitUnrecorded()
        if try await intake.take(nil) { lookAgain(signals) }
        await commands.handlePending()
        await commands.publisher.settleUnsettled()
        await intake.dispatcher.moreWork()
        if await retention.run() { signals.yield(.rescan) }
    }

    /// Some entries were not still for long enough.
    private func lookAgain(_ signals: AsyncStream<Signal>.Continuation) {
        Task {
            try await Task.sleep(for: .nanoseconds(Claims.stillness) + .milliseconds(100))
            signals.yield(.rescan)
        }
    }

    private static func names(_ news: [FolderWatcher.News], folder: Int) -> [FileName: Bool] {
        news.reduce(into: [:]) { names, item in
            guard case .entry(folder, let name, let announced) = item else { return }
            names[name] = announced || names[name] ?? false
        }
    }
}
