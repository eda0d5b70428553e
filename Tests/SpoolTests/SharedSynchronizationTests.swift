// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Spool

/// Sixteen threads change a folder and wait for its fsync, a thousand times each.
@Suite struct SharedSynchronizationTests {
    @Test func coversWhatWasChangedBeforeIt() throws {
        let disk = Disk(failing: false)
        let changes = disk.change(threads: 16, times: 1000)
        #expect(changes.count == 16_000)
        for change in changes {
            #expect(change.isAcknowledged)
            #expect(disk.rounds.contains { change.number <= $0.changes && $0.end <= change.returned })
        }
    }

    @Test func tellsEverybodyWhoseChangeItMayHaveLost() throws {
        let disk = Disk(failing: true)
        let changes = disk.change(threads: 16, times: 1000)
        #expect(changes.contains { $0.isAcknowledged } && changes.contains { !$0.isAcknowledged })
        for change in changes {
            // The kernel tells of a lost write at one fsync, and the next succeeds.
            let first = disk.rounds.first { change.number <= $0.changes }
            #expect(first?.isSuccess == true || !change.isAcknowledged)
        }
    }
}

/// A folder's disk, which counts.
private final class Disk: Sendable {
    struct Round {
        /// Made before it began.
        var changes: Int
        var isSuccess: Bool
        /// On the clock of the changes and rounds.
        var end: Int
    }

    struct Change {
        var number: Int
        var isAcknowledged: Bool
        var returned: Int
    }

    private struct State {
        var clock = 0
        var changes = 0
        var rounds: [Round] = []
        var done: [Change] = []
    }

    private let failing: Bool
    private let state = Mutex(State())

    init(failing: Bool) { self.failing = failing }

    var rounds: [Round] { state.withLock { $0.rounds } }

    func change(threads: Int, times: Int) -> [Change] {
        let shared = SharedSynchronization { () throws(SpoolError) in try self.synchronize() }
        // A queue of Dispatch's has as many threads as there are cores, and two never share.
        let group = DispatchGroup()
        for _ in 0..<threads {
            group.enter()
            Thread.detachNewThread {
                for _ in 0..<times { self.change(shared) }
                group.leave()
            }
        }
        group.wait()
        return state.withLock { $0.done }
    }

    private func change(_ shared: SharedSynchronization) {
        var number = 0
        let isAcknowledged: Bool
        do throws(SpoolError) {
            try shared.after { () throws(SpoolError) in number = next() }
            isAcknowledged = true
        } catch {
            isAcknowledged = false
        }
        state.withLock { state in
            state.clock += 1
            state.done.append(Change(number: number, isAcknowledged: isAcknowledged, returned: state.clock))
        }
    }

    private func next() -> Int {
        state.withLock { state in
            state.changes += 1
            return state.changes
        }
    }

    private func synchronize() throws(SpoolError) {
        let changes = state.withLock { $0.changes }
        sched_yield()
        let isSuccess = state.withLock { state in
            state.clock += 1
            let isSuccess = !failing || state.rounds.count % 5 != 4
            state.rounds.append(Round(changes: changes, isSuccess: isSuccess, end: state.clock))
            return isSuccess
        }
        guard isSuccess else { throw SpoolError("fsync", "inbox", code: EIO) }
    }
}
