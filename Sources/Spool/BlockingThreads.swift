// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Threads for calls that wait for the disk, so that they never hold up the few threads of Swift's concurrency.
package final class BlockingThreads: Sendable {
    package static let shared = BlockingThreads(count: 32)

    private let queue = WorkQueue()

    init(count: Int) {
        for _ in 0..<count {
            Thread.detachNewThread { [queue] in
                while true { queue.take()() }
            }
        }
    }

    package func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.put { continuation.resume(with: Result(catching: work)) }
        }
    }
}

/// First in, first out; `take` waits.
/// `@unchecked`: the list is touched under the condition's lock alone.
private final class WorkQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [@Sendable () -> Void] = []

    func put(_ work: @escaping @Sendable () -> Void) {
        condition.withLock {
            waiting.append(work)
            condition.signal()
        }
    }

    func take() -> @Sendable () -> Void {
        condition.withLock {
            while waiting.isEmpty { condition.wait() }
            return waiting.removeFirst()
        }
    }
}
