// SPDX-License-Identifier: GPL-3.0-or-later

import Logging
import Spool

/// What makes one worker the active one on a shared folder, whatever job records it keeps; ends with the process.
struct Tenure: Sendable {
    private enum Hold {
        case lock(WorkerLock)
        case lease(LeaseKeeper)
    }

    /// The shared folder, in nobody else's hands.
    let spool: Spool
    private let hold: Hold

    /// Waits until it is this worker's turn.
    /// - Parameters:
    ///   - lease: seconds after which a lease that stands still is taken over; nil relies on a lock.
    ///   - onWaiting: is called once, where it must wait.
    init(
        _ spool: Spool,
        lease: Double?,
        logger: Logger,
        onWaiting: @Sendable () async throws -> Void
    ) async throws {
        if let lease {
            let keeper = LeaseKeeper(HomeLease(spool), seconds: lease, logger: logger)
            try await keeper.take(onWaiting: onWaiting)
            hold = .lease(keeper)
            do {
                self.spool = try await BlockingThreads.shared.run {
                    let spool = try spool.evictOthers()
                    // Else these may be the folders of one who took over meanwhile.
                    try keeper.confirm()
                    return spool
                }
            } catch {
                // Else the next try would wait for this lease.
                try? keeper.release()
                throw error
            }
        } else {
            hold = .lock(try await Self.lock(spool, onWaiting))
            try await BlockingThreads.shared.run { try spool.finishEvictions() }
            self.spool = spool
        }
    }

    /// At an orderly end, so that nobody needs to wait for a silence.
    func end() throws {
        guard case .lease(let keeper) = hold else { return }
        try keeper.release()
    }

    private static func lock(_ spool: Spool, _ onWaiting: @Sendable () async throws -> Void) async throws -> WorkerLock
    {
        if let lock = try spool.tryLock() { return lock }
        try await onWaiting()
        return try await BlockingThreads.shared.run { try spool.lock() }
    }
}
