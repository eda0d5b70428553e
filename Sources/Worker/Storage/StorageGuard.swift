// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Logging
import ServiceLifecycle
import Spool

/// Pauses the worker while the disk is full or fails, and lets it go on by itself. What is in hand is given back
/// unharmed.
actor StorageGuard: Service, CustomStringConvertible {
    nonisolated var description: String { "storage guard" }

    private static let interval = Duration.seconds(1)

    private let blame: StorageBlame
    private let gate: StorageGate
    private let dispatcher: Dispatcher
    private let host: ConverterHost
    private let publisher: Publisher
    private let status: WorkerStatus
    private let logger: Logger
    /// Has the folders looked through.
    private let onResume: @Sendable () -> Void
    private var isPaused = false
    /// Jobs are being given back: nothing goes on before that is done.
    private var isPausing = false
    /// Jobs whose end has made room on a full disk before.
    private var suspects: Set<String> = []

    init(
        blame: StorageBlame,
        gate: StorageGate,
        dispatcher: Dispatcher,
        host: ConverterHost,
        publisher: Publisher,
        status: WorkerStatus,
        logger: Logger,
        onResume: @escaping @Sendable () -> Void
    ) {
        self.blame = blame
        self.gate = gate
        self.dispatcher = dispatcher
        self.host = host
        self.publisher = publisher
        self.status = status
        self.logger = logger
        self.onResume = onResume
    }

    func run() async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { [self] in
                for await _ in gate.reports.cancelOnGracefulShutdown() {
                    // This worker ends; the next one sets the records aside and makes them again.
                    if let damage = gate.damagedRecords {
                        try? blame.probe.state.noteDamage()
                        throw damage
                    }
                    await pauseIfReported()
                }
            }
            group.addTask { [self] in
                while (try? await Task.sleep(for: Self.interval)) != nil { await check() }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private var probe: StorageProbe { blame.probe }

    /// Looks once, and pauses or goes on.
    func check() async {
        guard !isPausing else { return }
        if isPaused { return await goOnIfPossible() }
        if let shortage = probe.shortage() { gate.report(shortage) }
        await pauseIfReported()
    }

    private func pauseIfReported() async {
        guard !isPaused, let reason = gate.reason else { return }
        await pause(reason)
    }

    private func pause(_ reason: FailureCode) async {
        (isPaused, isPausing) = (true, true)
        defer { isPausing = false }
        await status.update { facts in
            facts.state = .paused
            facts.reason = reason.rawValue
        }
        // After the state: who reads of the pause here finds it there.
        logger.error(
            "paused: the disk does not take what is written; free some space, the worker then goes on by itself",
            metadata: ["reason": "\(reason.rawValue)", "home": "\(probe.spool.home.path)"]
        )
        // Suspects come last, when nobody else is at work.
        let claimed = await dispatcher.pause().shuffled()
        let suspected = claimed.filter { suspects.contains($0.job.id) }
        for job in claimed.filter({ !suspects.contains($0.job.id) }) + suspected {
            await publisher.giveBack(job, isToBlame: await withdraw(job.job.id))
        }
        // What can be made again makes room for what can't.
        await publisher.makeRoom()
    }

    /// - Returns: whether its end made room, as an earlier one did. Once it may be chance: somebody else made room in that
    ///   moment.
    private func withdraw(_ job: String) async -> Bool {
        let isAlone = await dispatcher.isAloneAtWork(job)
        let space = blame.space
        await dispatcher.withdraw(job) { [host] in await host.stop(job: job) }
        guard isAlone else { return false }
        guard blame.hasMadeRoom(since: space) else {
            suspects.remove(job)
            return false
        }
        return !suspects.insert(job).inserted
    }

    private func goOnIfPossible() async {
        let trouble = try? await BlockingThreads.shared.run { [probe] in probe.trouble() }
        guard trouble == .some(nil) else { return await publisher.makeRoom() }
        gate.open()
        await publisher.settleUnsettled()
        // The records may have been what did not fit.
        guard gate.reason == nil else { return }
        isPaused = false
        await status.update { facts in
            facts.state = .active
            facts.reason = nil
        }
        logger.notice("the disk takes what is written again; going on")
        await dispatcher.resume()
        onResume()
    }
}
