// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// One fsync of a folder for all who changed it before that fsync began. Who shares a folder shares its failures too: of a
/// write that was lost, the kernel tells one of them alone.
/// `@unchecked`: its variables are touched under the condition's lock alone.
final class SharedSynchronization: @unchecked Sendable {
    private let synchronize: @Sendable () throws(SpoolError) -> Void
    private let condition = NSCondition()
    /// How many have begun, and ended; one runs at a time.
    private var begun = 0
    private var ended = 0
    private var failures = 0
    private var lastFailure: SpoolError?

    init(_ folder: Folder) { synchronize = { () throws(SpoolError) in try folder.synchronize() } }

    /// - Parameter synchronize: in place of a folder's, for tests.
    init(_ synchronize: @escaping @Sendable () throws(SpoolError) -> Void) { self.synchronize = synchronize }

    /// Makes a change to the folder and waits until it is durable. Blocks its thread.
    /// - Throws: what the change throws; or an fsync's failure, also of one for others: the kernel tells of a lost write
    ///   once, and it may have been this one.
    func after(_ change: () throws(SpoolError) -> Void) throws(SpoolError) {
        let known = condition.withLock { failures }
        try change()
        condition.lock()
        // The one that runs may have begun before the change.
        let mine = begun + 1
        while ended < mine && ended < begun { condition.wait() }
        if ended < mine { lead() }
        let failure = failures == known ? nil : lastFailure
        condition.unlock()
        if let failure { throw failure }
    }

    /// Called with the lock held.
    private func lead() {
        begun += 1
        condition.unlock()
        let result = Result { () throws(SpoolError) in try synchronize() }
        condition.lock()
        ended += 1
        if case .failure(let error) = result {
            failures += 1
            lastFailure = error
        }
        condition.broadcast()
    }
}
