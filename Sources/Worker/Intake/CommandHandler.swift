// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Spool

/// Does what operators ask for through `commands/`: one after the other, each safe to repeat.
struct CommandHandler: Sendable {
    let spool: Spool
    let store: any JobStore
    let dispatcher: Dispatcher
    let host: ConverterHost
    let publisher: Publisher
    let retention: Retention
    let progress: ProgressBoard
    let logger: Logger
    /// What stands in the folder until there is a record that it can change.
    private let standing = SharedQueue<Command>([])

    init(
        spool: Spool,
        store: any JobStore,
        dispatcher: Dispatcher,
        host: ConverterHost,
        publisher: Publisher,
        retention: Retention,
        progress: ProgressBoard,
        logger: Logger
    ) {
        self.spool = spool
        self.store = store
        self.dispatcher = dispatcher
        self.host = host
        self.publisher = publisher
        self.retention = retention
        self.progress = progress
        self.logger = logger
    }

    /// Whether a command waits for its job to be taken in: to be handled again after that.
    var isWaiting: Bool { !standing.isEmpty }

    func handlePending() async {
        _ = standing.takeAll()
        do {
            let pending = try await BlockingThreads.shared.run { [spool] in try spool.pendingCommands() }
            for command in pending { await handle(command) }
        } catch {
            logger.error("the commands can't be read", metadata: ["error": "\(error)"])
        }
    }

    private func handle(_ command: Command) async {
        let facts: Logger.Metadata = ["job": "\(command.id)", "command": "\(command.verb.rawValue)"]
        do {
            if command.verb == .cancel, try await isTooEarly(command.id) {
                standing.put(command)
                return logger.debug("command waits for its job to be recorded", metadata: facts)
            }
            let isDone =
                switch command.verb {
                case .cancel: try await cancel(command.id)
                case .retry: try await retry(command.id)
                case .delete: try await delete(command.id)
                case .prune: try await prune(command.id)
                }
            try await onDisk { try $0.finish(command) }
            logger.info(isDone ? "command done" : "command had nothing to do", metadata: facts)
        } catch {
            logger.error(
                "command failed; it will be tried again",
                metadata: facts.merging(["error": "\(error)"]) { $1 }
            )
        }
    }

    /// Whether the job is still to be recorded: while the disk takes nothing, none is taken in.
    private func isTooEarly(_ id: JobID) async throws -> Bool {
        guard try await store.job(id.text) == nil else { return false }
        return try hasNotEnded(id)
    }

    /// By the folders alone.
    private func hasNotEnded(_ id: JobID) throws -> Bool { try spool.isWaiting(id) || spool.locate(id) == .active }

    private func cancel(_ id: JobID) async throws -> Bool {
        guard try await store.cancel(id.text) else { return try await setAsideIfCancelled(id) }
        await withdraw(id)
        return try await setAsideIfCancelled(id)
    }

    /// The folder's part of a cancellation; a first try may have been cut short after the record was changed.
    private func setAsideIfCancelled(_ id: JobID) async throws -> Bool {
        guard let job = try await store.job(id.text), job.status == .cancelled else { return false }
        switch try spool.locate(id) {
        case .active: try await publisher.setAside(job, Failure(.cancelled, "An operator cancelled the job."))
        // Published in the same moment: the folders say what has happened.
        case .results: try await publisher.complete(id)
        default: break
        }
        return true
    }

    private func retry(_ id: JobID) async throws -> Bool {
        guard let job = try await store.job(id.text), [.failed, .cancelled].contains(job.status) else { return false }
        guard try [.quarantine, .active].contains(spool.locate(id)) else { return false }
        try await onDisk { try $0.takeBack(id) }
        let isDone = try await store.retry(id.text)
        await dispatcher.moreWork()
        return isDone
    }

    private func delete(_ id: JobID) async throws -> Bool {
        _ = try await store.cancel(id.text)
        await withdraw(id)
        // It may have no record yet, a folder alone.
        let hadFolder = try hasNotEnded(id)
        try await onDisk { try $0.hide(id) }
        let isDone = try await store.delete(id.text)
        try await onDisk { try $0.removeHidden(id) }
        return isDone || hadFolder
    }

    private func prune(_ id: JobID) async throws -> Bool {
        // A first try may have been cut short.
        try await retention.finish()
        guard let job = try await store.job(id.text) else { return false }
        return try await !retention.delete([job]).isEmpty
    }

    private func withdraw(_ id: JobID) async {
        await dispatcher.withdraw(id.text) { [host] in await host.stop(job: id.text) }
        await progress.forget(id.text)
    }

    private func onDisk(_ work: @escaping @Sendable (Spool) throws -> Void) async throws {
        try await BlockingThreads.shared.run { [spool] in try work(spool) }
    }
}
