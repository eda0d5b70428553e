// SPDX-License-Identifier: GPL-3.0-or-later

package import FoundationEssentials
import Glibc

/// Where the database lives, and the lock that makes one worker the active one.
package struct StateFolder: Sendable {
    package let folder: Folder

    /// Opens the folder, making it where it is missing.
    package init(path: String) throws(SpoolError) {
        try Spool.makeFolders(path)
        folder = try Folder.open(path: path)
    }

    /// Opens the folder where there is one, for programs that only look.
    package init(existing path: String) throws(SpoolError) { folder = try Folder.open(path: path) }

    package var databasePath: String { Self.databasePath(in: folder.path) }

    /// Where the database lies in a folder that need not exist yet.
    package static func databasePath(in path: String) -> String { path + "/jobs.sqlite" }

    /// Moves a database that can't be trusted out of the way, with all that belongs to it.
    /// - Returns: the name that it has now.
    package func setDatabaseAside(at time: Date) throws(SpoolError) -> String {
        let stamp = time.formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
        let name = "jobs.sqlite.corrupt-\(stamp)"
        for suffix in ["-wal", "-shm", ""] {
            guard let old = FileName("jobs.sqlite" + suffix), let new = FileName(name + suffix) else { continue }
            if try folder.contains(old) { try folder.rename(old, over: new, in: folder) }
        }
        try folder.remove(Self.damageName)
        try folder.synchronize()
        return name
    }

    /// Names of databases that were set aside.
    package var databasesSetAside: [String] {
        let names = ((try? folder.entries()) ?? []).map(\.description)
        return names.filter { $0.hasPrefix("jobs.sqlite.corrupt-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
    }

    /// The lock that a worker holds for as long as it lives; nil where another one holds it.
    package func tryLock() throws(SpoolError) -> WorkerLock? { try WorkerLock.take(in: folder) }

    /// Waits until the lock falls; blocks its thread.
    package func lock() throws(SpoolError) -> WorkerLock { try WorkerLock.wait(in: folder) }

    /// Whether a worker is alive on this database, as far as this machine can tell.
    package var hasActiveWorker: Bool { WorkerLock.isHeld(in: folder) }

    /// Whether the machine has been started anew since a worker noted its start: what was written and not synchronized
    /// before is then not to be trusted.
    package var isAfterBoot: Bool {
        get throws(SpoolError) {
            let known = try? folder.file("boot_id").contents(limit: 100)
            return try known != Array(Self.bootID().utf8)
        }
    }

    package func noteBoot() throws(SpoolError) {
        try folder.remove("boot_id")
        try folder.writeFile("boot_id", Array(Self.bootID().utf8))
    }

    // MARK: Damage

    private static let damageName: FileName = "records-damaged"

    /// Whether a worker met damage in the database that a look at its start may not find.
    package var isDatabaseDamaged: Bool { get throws(SpoolError) { try folder.contains(Self.damageName) } }

    /// Has the next worker make the records again.
    package func noteDamage() throws(SpoolError) {
        try folder.remove(Self.damageName)
        try folder.writeFile(Self.damageName, [])
        try folder.synchronize()
    }

    /// What names this start of the machine.
    package static func bootID() throws(SpoolError) -> String {
        let folder = try Folder.open(path: "/proc/sys/kernel/random")
        return String(decoding: try folder.file("boot_id").contents(limit: 100), as: UTF8.self)
    }
}
