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
        let watcher = watcher()
        let (signals, continuation) = AsyncStream.makeStream(of: Signal.self)
        let bell = RescanBell { continuation.yield(.rescan) }
        bell.ask()
        await withTaskGroup { group in
            if let watcher { group.addTask { for await news in watcher.news { continuation.yield(.news(news)) } } }
            group.addTask { await tick(bell, isWatching: watcher != nil) }
            group.addTask { for await _ in wishes { bell.ask() } }
            for await signal in signals.cancelOnGracefulShutdown() { await handle(signal, bell) }
            group.cancelAll()
        }
    }

    /// Nil where the kernel gives no events: a user may have so many watchers only.
    private func watcher() -> FolderWatcher? {
        do {
            let watcher = try FolderWatcher([spool.inbox, spool.commands])
            logger.info("watching", metadata: ["inbox": "\(spool.inbox.path)"])
            return watcher
        } catch {
            logger.error(
                "the inbox can't be watched; it is looked through every 2 s instead (see fs.inotify.max_user_instances)",
                metadata: ["error": "\(error)"]
            )
            return nil
        }
    }

    private func tick(_ bell: RescanBell, isWatching: Bool) async {
        let isTold = isWatching && spool.inbox.fileSystem.isLocal
        while (try? await Task.sleep(for: isTold ? rescan : min(rescan, .seconds(2)))) != nil { bell.ask() }
    }

    private func handle(_ signal: Signal, _ bell: RescanBell) async {
        do {
            guard case .news(let news) = signal else {
                bell.answer()
                return try await lookThrough(bell)
            }
            if news.contains(.overflow) {
                logger.notice("events were lost; looking through the folders")
                return try await lookThrough(bell)
            }
            let names = Self.names(news, folder: 0)
            if !names.isEmpty, try await intake.take(names) { bell.askLater() }
            if commands.isWaiting || !Self.names(news, folder: 1).isEmpty { await commands.handlePending() }
        } catch {
            logger.error("the inbox can't be read", metadata: ["error": "\(error)"])
        }
    }

    private func lookThrough(_ bell: RescanBell) async throws {
        await intake.admitUnrecorded()
        // Some entries were not still for long enough.
        var lastCommands = MonotonicClock.seconds
        let isUncertain = try await intake.take(nil) {
            guard MonotonicClock.seconds - lastCommands >= 1 else { return }
            await commands.handlePending()
            lastCommands = MonotonicClock.seconds
        }
        if isUncertain { bell.askLater() }
        await commands.handlePending()
        await commands.publisher.settleUnsettled()
        await intake.dispatcher.moreWork()
        if await retention.run() { bell.ask() }
    }

    private static func names(_ news: [FolderWatcher.News], folder: Int) -> [FileName: Bool] {
        news.reduce(into: [:]) { names, item in
            guard case .entry(folder, let name, let announced) = item else { return }
            names[name] = announced || names[name] ?? false
        }
    }
}
