// SPDX-License-Identifier: GPL-3.0-or-later

/// What can be told of the worker from outside.
package struct WorkerCondition: Sendable {
    package let isAlive: Bool
    package let facts: WorkerFacts?
    /// Why it is paused, as a fixed word; nil where it is not.
    package let pauseReason: String?

    /// - Parameters:
    ///   - state: nil where the folder of the job records has not been made yet.
    ///   - home: the shared folder, where it can be opened.
    package init(state: StateFolder?, home: Folder?, reserve: DiskReserve) {
        isAlive = state?.hasActiveWorker ?? false
        facts = state?.activeWorker
        // On a full disk it may not have been able to write down that it pauses.
        let spaces = [home, state?.folder].compactMap { try? $0?.freeSpace }
        let isShort = spaces.contains { reserve.isShort($0) }
        pauseReason = !isAlive ? nil : facts?.reason ?? (isShort ? WorkerFacts.diskFull : nil)
    }

    /// `active`, `paused` or `absent`.
    package var word: String { !isAlive ? "absent" : pauseReason == nil ? "active" : "paused" }
}
