// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Held by the active worker; falls with its process. One lies beside the job records, one in the shared folder: so
/// workers with different records don't work on the same documents at once.
package struct WorkerLock: Sendable {
    private static let name: FileName = "worker.lock"

    private let file: File

    /// Nil where another one holds it.
    static func take(in folder: Folder) throws(SpoolError) -> WorkerLock? {
        let file = try folder.openOrCreateFile(name)
        if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 { return WorkerLock(file: file) }
        guard errno == EWOULDBLOCK else { throw SpoolError("lock", file.place) }
        return nil
    }

    /// Waits until it falls; blocks its thread.
    static func wait(in folder: Folder) throws(SpoolError) -> WorkerLock {
        let file = try folder.openOrCreateFile(name)
        while flock(file.descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SpoolError("lock", file.place) }
        }
        return WorkerLock(file: file)
    }

    /// Whether somebody holds it, as far as this machine can tell.
    static func isHeld(in folder: Folder) -> Bool {
        guard let file = try? folder.file(name) else { return false }
        guard flock(file.descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        flock(file.descriptor, LOCK_UN)
        return false
    }
}

extension Spool {
    /// The lock of the worker that alone works on these documents; nil where another one holds it.
    package func tryLock() throws(SpoolError) -> WorkerLock? { try WorkerLock.take(in: home) }

    /// Waits until the lock falls; blocks its thread.
    package func lock() throws(SpoolError) -> WorkerLock { try WorkerLock.wait(in: home) }
}
