// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Logging
import Spool
import Synchronization

/// Takes the lease of the shared folder and renews it for as long as the process lives. Where it was lost, or could not
/// be renewed in time, the process ends on the spot: its children end with it, and another worker has its documents.
final class LeaseKeeper: Sendable {
    private enum State {
        case waiting, held, released
    }

    private let lease: HomeLease
    private let seconds: Double
    private let logger: Logger
    private let state = Mutex(State.waiting)

    init(_ lease: HomeLease, seconds: Double, logger: Logger) {
        self.lease = lease
        self.seconds = seconds
        self.logger = logger
    }

    /// Waits until the lease is free, or has stood still for long enough.
    func take(onWaiting: @Sendable () async throws -> Void) async throws {
        var seen: (bytes: [UInt8], since: Double)?
        while true {
            let asked = Self.uptime
            if let now = try lease.look() {
                if seen == nil { try await onWaiting() }
                if seen?.bytes != now { seen = (now, asked) }
                if let seen, Self.uptime - seen.since > seconds, try lease.breakOpen(now) { continue }
                try await Task.sleep(for: .seconds(seconds / 8))
            } else if try lease.take() {
                state.withLock { $0 = .held }
                return startRenewing(since: asked)
            }
        }
    }

    /// Ends the process where another worker has the lease by now.
    func confirm() throws {
        if try !lease.isHeld { lose("another worker has it") }
    }

    func release() throws {
        try state.withLock { state in
            state = .released
            try lease.release()
        }
    }

    /// On a thread of its own: nothing that the worker does may hold it up.
    private func startRenewing(since start: Double) {
        Thread.detachNewThread { [self] in
            var (last, number) = (start, 0)
            while true {
                Thread.sleep(forTimeInterval: seconds / 4)
                let asked = Self.uptime
                // Before anybody who waits may break it open.
                if asked - last > seconds * 0.7 { lose("it was not renewed in time") }
                number += 1
                guard let isRenewed = renew(number) else { return }
                if isRenewed && Self.uptime - last < seconds { last = asked }
            }
        }
    }

    /// Nil once it was given back, false where the share does not answer.
    private func renew(_ number: Int) -> Bool? {
        do {
            let isOurs = try state.withLock { state in state == .held ? try lease.renew(number) : nil }
            if isOurs == false { lose("another worker has it") }
            return isOurs
        } catch {
            logger.warning("the lease of the shared folder can't be renewed", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func lose(_ reason: String) -> Never {
        logger.critical("the lease of the shared folder is lost; this worker ends", metadata: ["reason": "\(reason)"])
        _exit(EX_TEMPFAIL)
    }

    /// Seconds that go on while the machine sleeps, whatever the wall clock does.
    private static var uptime: Double {
        var now = timespec()
        clock_gettime(CLOCK_BOOTTIME, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }
}
