// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import ServiceLifecycle
import Spool
import UnixSignals

/// What an active worker is made of, put together.
struct WorkerParts: Sendable {
    let store: SQLiteJobStore
    private let spool: Spool
    private let configuration: WorkerConfiguration
    private let logger: Logger
    private let dispatcher: Dispatcher
    private let host: ConverterHost
    private let publisher: Publisher
    private let blame: StorageBlame
    private let intake: Intake
    private let storage: StorageGuard
    private let progress: ProgressBoard
    private let retention: Retention
    /// One element whenever the folders are to be looked through.
    private let wishes: AsyncStream<Void>

    /// Opens the records and brings them together with the folders; waits while the disk is full.
    init(
        _ spool: Spool,
        _ state: StateFolder,
        _ status: WorkerStatus,
        _ host: ConverterHost,
        _ configuration: WorkerConfiguration,
        _ logger: Logger
    ) async throws {
        self.spool = spool
        self.host = host
        self.configuration = configuration
        self.logger = logger
        let gate = StorageGate()
        let wait = StorageWait(
            probe: StorageProbe(spool: spool, state: state, reserve: configuration.reserve),
            status: status,
            logger: logger
        )
        let records = RecordsOpener(state: state, status: status, logger: logger) { gate.report($0) }
        let store = try await wait.until { try await records.open() }
        self.store = store
        dispatcher = Dispatcher(
            store: store,
            slots: configuration.pool,
            limits: configuration.limits,
            converters: configuration.converters,
            logger: logger
        )
        blame = StorageBlame(probe: wait.probe, mostFiles: GrowthWatch.mostFiles(configuration.limits))
        publisher = Publisher(
            spool: spool,
            store: store,
            configuration: configuration,
            gate: gate,
            blame: blame,
            logger: logger
        )
        intake = Intake(
            spool: spool,
            store: store,
            defaults: configuration.defaults,
            largestDocument: configuration.largestDocument,
            dispatcher: dispatcher,
            gate: gate,
            logger: logger
        )
        progress = ProgressBoard(store: store, logger: logger)
        let (wishes, wish) = AsyncStream.makeStream(of: Void.self)
        self.wishes = wishes
        storage = StorageGuard(
            blame: blame,
            gate: gate,
            dispatcher: dispatcher,
            host: host,
            publisher: publisher,
            status: status,
            logger: logger
        ) { wish.yield() }
        retention = Retention(spool: spool, store: store, policy: configuration.retention, logger: logger)
        let reconciler = Reconciler(
            spool: spool,
            state: state,
            store: store,
            intake: intake,
            publisher: publisher,
            retention: retention,
            restorer: Restorer(
                spool: spool,
                store: store,
                defaults: configuration.defaults,
                logger: logger
            ),
            logger: logger
        )
        try await wait.until { try await reconciler.run() }
        await storage.check()
    }

    /// The services. They are shut down from the last to the first: intake stops, then the pool gives back what it has; also
    /// where one of them fails.
    func group(_ signals: [UnixSignal]) -> ServiceGroup {
        let services: [any Service] = [pool, storage, retries, uploads, watch]
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    ServiceGroupConfiguration.ServiceConfiguration(
                        service: $0,
                        successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup
                    )
                },
                gracefulShutdownSignals: signals,
                logger: logger
            )
        )
    }

    private var retries: RetryTimer {
        RetryTimer(store: store, dispatcher: dispatcher, publisher: publisher, logger: logger)
    }

    private var uploads: UploadSweepTimer { UploadSweepTimer(spool: spool, logger: logger) }

    private var pool: Pool {
        let runner = StepRunner(
            spool: spool,
            host: host,
            limits: configuration.limits,
            growth: GrowthWatch(configuration.limits),
            blame: blame,
            otherTypes: configuration.converters.otherTypes,
            logger: logger
        ) { [progress] fence, report in
            Task { await progress.note(fence, report) }
        }
        return Pool(
            dispatcher: dispatcher,
            runner: runner,
            publisher: publisher,
            host: host,
            progress: progress,
            store: store,
            logger: logger
        )
    }

    private var watch: IntakeService {
        let commands = CommandHandler(
            spool: spool,
            store: store,
            dispatcher: dispatcher,
            host: host,
            publisher: publisher,
            retention: retention,
            progress: progress,
            logger: logger
        )
        return IntakeService(
            spool: spool,
            intake: intake,
            commands: commands,
            retention: retention,
            rescan: configuration.rescan,
            wishes: wishes,
            logger: logger
        )
    }
}
