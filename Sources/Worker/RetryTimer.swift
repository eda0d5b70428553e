// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Logging
import ServiceLifecycle

/// Tells the dispatcher when a job that waits for its next attempt is due, and sees to ends that could not be recorded.
struct RetryTimer: Service, CustomStringConvertible {
    var description: String { "retry timer" }

    /// A job may come to wait while this sleeps.
    private static let longestSleep = 1.0
    /// Before one that is due is offered again.
    private static let secondOffer = 0.25

    let store: any JobStore
    let dispatcher: Dispatcher
    let publisher: Publisher
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await publisher.settleUnsettled()
                let pause = await untilNext()
                do { try await Task.sleep(for: .seconds(pause)) } catch { return }
            }
        }
    }

    private func untilNext() async -> Double {
        do {
            guard let due = try await store.nextRetry() else { return Self.longestSleep }
            let wait = due.timeIntervalSinceNow
            if wait <= 0 || wait > Retry.longestDelay { await dispatcher.moreWork() }
            // One that is due and is not taken finds no room.
            return wait > 0 ? min(max(wait, 0.05), Self.longestSleep) : Self.secondOffer
        } catch {
            logger.warning("retries can't be looked up", metadata: ["error": "\(error)"])
            return Self.longestSleep
        }
    }
}
