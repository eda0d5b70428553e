// SPDX-License-Identifier: GPL-3.0-or-later

import Spool

/// What can be told of the worker from outside.
struct WorkerCondition: Sendable {
    let isAlive: Bool
    let facts: WorkerFacts?
    /// Why it is paused, as a fixed word; nil where it is not.
    let pauseReason: String?

    /// - Parameter path: the folder of the job records, which need not exist yet.
    init(state path: String, home: Folder, reserve: DiskReserve) {
        let state = try? StateFolder(existing: path)
        isAlive = state?.hasActiveWorker ?? false
        facts = state?.activeWorker
        // On a full disk it may not have been able to write down that it pauses.
        let isShort = (try? home.freeSpace).map { reserve.isShort($0) } ?? false
        pauseReason = !isAlive ? nil : facts?.reason ?? (isShort ? WorkerFacts.diskFull : nil)
    }

    /// `active`, `paused` or `absent`.
    var word: String { !isAlive ? "absent" : pauseReason == nil ? "active" : "paused" }
}
