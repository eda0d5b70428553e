// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Logging
import ServiceLifecycle
import Settings
import Spool
import UnixSignals

/// The worker as a whole: takes the lock, brings records and folders together, then runs its services.
struct Worker: Sendable {
    let configuration: WorkerConfiguration
    let logger: Logger

    init(_ configuration: WorkerConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// Runs until one of the signals comes; then stops taking in, gives back what runs, and returns.
    func run(signals: [UnixSignal]) async throws {
        let spool = try Spool(home: configuration.home)
        try MountCheck(spool).requireOneMount()
        let state = try StateFolder(path: configuration.state)
        try Self.refuseShare(state)
        let folders = [("home", configuration.home), ("state", configuration.state)]
        try configuration.confinement.requireHidden(folders, from: configuration.converters)
        OpenFiles.raiseLimit()
        // Nothing is in hand yet, so a signal may end this process on the spot (as process 1 it would be ignored).
        for number in [SIGTERM, SIGINT] { signal(number) { _ in _exit(0) } }
        // First of all it tries how children can be confined here: without that nothing is taken in.
        let host = ConverterHost(configuration, logger)
        try await host.start()
        let lock = try await becomeActive(state)
        let status = WorkerStatus(state, logger: logger)
        await status.update { [level = await host.facts.sandbox] in $0.sandbox = level?.rawValue }
        let probe = StorageProbe(spool: spool, state: state, reserve: configuration.reserve)
        let tenure = try await StorageWait(probe: probe, status: status, logger: logger).until {
            try await takeHome(spool, status)
        }
        let parts = try await WorkerParts(tenure.spool, state, status, host, configuration, logger)
        for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
        logger.notice(
            "active",
            metadata: [
                "home": "\(configuration.home)", "pool": "\(configuration.pool)", "version": "\(WorkerProgram.version)",
                "sandbox": "\(configuration.confinement.level.rawValue)",
            ]
        )
        let end = await Result(catching: { try await parts.group(signals).run() })
        // Also after a failure: the next worker need not wait.
        let records = Result(catching: parts.store.close)
        try tenure.end()
        try end.get()
        try records.get()
        logger.notice("stopped")
        withExtendedLifetime(lock) {}
    }

    /// Sets the job records aside, makes them again from the folders, and says how many there are.
    /// - Throws: `SettingError` where a worker is active.
    func rebuild() async throws {
        let spool = try Spool(home: configuration.home)
        let state = try StateFolder(path: configuration.state)
        try Self.refuseShare(state)
        guard let lock = try state.tryLock() else {
            throw SettingError("a worker is active on \(configuration.state): stop it, then rebuild")
        }
        let tenure = try await Tenure(spool, lease: lease(spool), logger: logger) { [home = configuration.home] in
            throw SettingError("a worker is active on \(home): stop it, then rebuild")
        }
        let status = WorkerStatus(state, logger: logger)
        let kept = try state.folder.contains("jobs.sqlite") ? try state.setDatabaseAside(at: Date()) : nil
        let host = ConverterHost(configuration, logger)
        let parts = try await WorkerParts(tenure.spool, state, status, host, configuration, logger)
        let counts = try await parts.store.counts().map { "\($0.value) \($0.key.rawValue)" }.sorted()
        try parts.store.close()
        try tenure.end()
        print("made again from the folders: \(counts.isEmpty ? "no jobs" : counts.joined(separator: ", "))")
        if let kept { print("the records before are kept as \(state.folder.path)/\(kept)") }
        withExtendedLifetime(lock) {}
    }

    /// WAL needs memory that all readers share, which no share gives.
    private static func refuseShare(_ state: StateFolder) throws {
        let kind = state.folder.fileSystem
        guard !kind.isLocal else { return }
        throw SettingError(
            "state=\(state.folder.path) lies on a \(kind), where SQLite can't keep job records; name a folder on a local "
                + "disk (flag --state, environment PANNIER_STATE)"
        )
    }

    /// Waits for the lock that makes one worker the active one of these job records.
    private func becomeActive(_ state: StateFolder) async throws -> WorkerLock {
        if let lock = try state.tryLock() { return lock }
        logger.notice("another worker is active; waiting for its end", metadata: ["state": "\(configuration.state)"])
        return try await BlockingThreads.shared.run { try state.lock() }
    }

    /// Waits while a worker with other job records is active on the shared folder.
    private func takeHome(_ spool: Spool, _ status: WorkerStatus) async throws -> Tenure {
        let tenure = try await Tenure(spool, lease: lease(spool), logger: logger) { [logger, configuration] in
            logger.notice("another worker is active; waiting for its end", metadata: ["home": "\(configuration.home)"])
            await status.update { facts in
                facts.state = .paused
                facts.reason = WorkerFacts.homeInUse
            }
        }
        await status.update { facts in
            facts.state = .active
            facts.reason = nil
            facts.since = Date()
        }
        return tenure
    }

    /// On a share the locks of other machines may not be seen.
    private func lease(_ spool: Spool) -> Double? {
        configuration.homeLease?.inSeconds ?? (spool.home.fileSystem.isLocal ? nil : 30)
    }
}

extension Result where Failure == any Error {
    fileprivate init(catching work: () async throws -> Success) async {
        do { self = .success(try await work()) } catch { self = .failure(error) }
    }
}
