// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Synchronization

/// Shut while the disk does not take what is written: then nothing is taken in and nothing is started. Whoever fails to
/// write says so; `StorageGuard` acts on it and opens the gate again.
final class StorageGate: Sendable {
    /// One element whenever somebody has reported trouble.
    let reports: AsyncStream<Void>
    private let announce: AsyncStream<Void>.Continuation
    private let damage = Mutex<RecordsError?>(nil)
    private let trouble = Mutex<FailureCode?>(nil)

    init() { (reports, announce) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// Why it is shut; nil where it is open.
    var reason: FailureCode? { trouble.withLock { $0 } }

    /// - Parameter code: `disk_full` or `io_error`; any other is of no concern here.
    func report(_ code: FailureCode) {
        guard code.isOfStorage else { return }
        trouble.withLock { $0 = $0 ?? code }
        announce.yield()
    }

    func report(_ trouble: RecordsError) {
        guard trouble.cause == .damaged else { return report(Failure(trouble).code) }
        damage.withLock { $0 = trouble }
        announce.yield()
    }

    /// What is wrong with the job records for good; the next start of a worker makes them again.
    var damagedRecords: RecordsError? { damage.withLock { $0 } }

    func open() { trouble.withLock { $0 = nil } }
}
