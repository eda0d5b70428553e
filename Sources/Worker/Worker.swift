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
        let state = try StateFolder(path: configuration.state)
        try Self.refuseShare(state)
        let host = ConverterHost(
            path: configuration.converter,
            confinement: configuration.confinement,
            logger: logger
        )
        // First of all: it tries how children can be confined here, and without that nothing is taken in.
        try await host.start()
        let lock = try await becomeActive(state)
        try await note(host.facts, in: state)
        let store = try SQLiteJobStore(path: state.databasePath)
        let group = try await services(spool, state, store, host, signals)
        logger.notice(
            "active",
            metadata: [
                "home": "\(configuration.home)", "pool": "\(configuration.pool)", "version": "\(WorkerProgram.version)",
                "sandbox": "\(configuration.confinement.level.rawValue)",
            ]
        )
        try await group.run()
        try store.close()
        logger.notice("stopped")
        withExtendedLifetime(lock) {}
    }

    private func services(
        _ spool: Spool,
        _ state: StateFolder,
        _ store: SQLiteJobStore,
        _ host: ConverterHost,
        _ signals: [UnixSignal]
    ) async throws -> ServiceGroup {
        let dispatcher = Dispatcher(
            store: store,
            slots: configuration.pool,
            limits: configuration.limits,
            converters: configuration.converters,
            logger: logger
        )
        let progress = ProgressBoard(store: store, logger: logger)
        let publisher = Publisher(
            spool: spool,
            store: store,
            outputBytes: configuration.limits.outputBytes,
            attempts: configuration.attempts,
            retryDelay: configuration.retryDelay,
            logger: logger
        )
        let intake = Intake(
            spool: spool,
            store: store,
            defaultOutputs: configuration.defaultOutputs,
            largestDocument: configuration.largestDocument,
            dispatcher: dispatcher,
            logger: logger
        )
        let reconciler = Reconciler(
            spool: spool,
            state: state,
            store: store,
            intake: intake,
            publisher: publisher,
            logger: logger
        )
        try await reconciler.run()
        let runner = StepRunner(
            spool: spool,
            host: host,
            limits: configuration.limits,
            otherTypes: configuration.converters.otherTypes,
            logger: logger
        ) { fence, report in
            Task { await progress.note(fence, report) }
        }
        let pool = Pool(
            dispatcher: dispatcher,
            runner: runner,
            publisher: publisher,
            host: host,
            progress: progress,
            store: store,
            logger: logger
        )
        let commands = CommandHandler(
            spool: spool,
            store: store,
            dispatcher: dispatcher,
            host: host,
            logger: logger
        )
        let watch = IntakeService(
            spool: spool,
            intake: intake,
            commands: commands,
            rescan: configuration.rescan,
            logger: logger
        )
        // Shut down from the last to the first: intake stops, then the pool gives back what it has.
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    pool,
                    RetryTimer(store: store, dispatcher: dispatcher, reconciler: reconciler, logger: logger),
                    watch,
                ],
                gracefulShutdownSignals: signals,
                logger: logger
            )
        )
    }

    /// For those who look at the state folder from outside.
    private func note(_ converter: ConverterFacts, in state: StateFolder) throws {
        var facts = WorkerFacts(version: WorkerProgram.version, since: Date())
        facts.sandbox = converter.sandbox?.rawValue
        try state.write(facts)
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

    /// Waits for the lock that makes one worker the active one.
    private func becomeActive(_ state: StateFolder) async throws -> WorkerLock {
        if let lock = try state.tryLock() { return lock }
        logger.notice("another worker is active; waiting for its end", metadata: ["state": "\(configuration.state)"])
        // Nothing is in hand yet, so a signal may end this process on the spot (as process 1 it would be ignored).
        for number in [SIGTERM, SIGINT] { signal(number) { _ in _exit(0) } }
        let lock = try await BlockingThreads.shared.run { try state.lock() }
        for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
        return lock
    }
}
