// SPDX-License-Identifier: GPL-3.0-or-later

/// Stands in for the lock of the shared folder on a share, whose locks may hold on one machine only: a file that its
/// holder writes anew, again and again. One that stands still is the holder's who is gone, or hangs. Nobody's clock is
/// compared with another's: who waits measures with its own for how long nothing has changed.
package struct HomeLease: Sendable {
    private static let name: FileName = "worker.lease"

    private let home: Folder
    /// Names this holder, and no other ever.
    private let holder = JobID()

    package init(_ spool: Spool) { home = spool.home }

    /// What stands there now, to be compared with a later look; nil where nobody holds the lease.
    package func look() throws(SpoolError) -> [UInt8]? {
        do throws(SpoolError) {
            return try home.file(Self.name).contents(limit: 1 << 12)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Takes a lease that nobody holds; false where somebody was faster.
    package func take() throws(SpoolError) -> Bool {
        try home.writeFile(draft, Array("\(holder) 0\n".utf8))
        do throws(SpoolError) {
            try home.rename(draft, to: home, as: Self.name)
        } catch {
            try home.remove(draft)
            if error.exists { return false }
            throw error
        }
        try home.synchronize()
        return true
    }

    /// Removes a lease that has stood still; false where it has moved since, or somebody else removed it.
    /// - Parameter seen: what stood there all the while.
    package func breakOpen(_ seen: [UInt8]) throws(SpoolError) -> Bool {
        do throws(SpoolError) {
            try home.rename(Self.name, to: home, as: broken)
        } catch {
            if error.isMissing { return false }
            throw error
        }
        // By its name only one can have it; what it holds tells whether it is still the one that stood still.
        if try home.file(broken).contents(limit: 1 << 12) != seen {
            try home.rename(broken, to: home, as: Self.name)
            return false
        }
        try home.remove(broken)
        return true
    }

    /// Writes the lease anew; false where it is another's by now.
    /// - Parameter number: another one each time.
    package func renew(_ number: Int) throws(SpoolError) -> Bool {
        guard try isHeld else { return false }
        try home.remove(draft)
        try home.writeFile(draft, Array("\(holder) \(number)\n".utf8))
        try home.rename(draft, over: Self.name, in: home)
        return true
    }

    /// Gives it back, so that nobody needs to wait.
    package func release() throws(SpoolError) {
        if try isHeld { try home.remove(Self.name) }
    }

    private var isHeld: Bool {
        get throws(SpoolError) {
            try look().map { String(decoding: $0, as: UTF8.self).hasPrefix(holder.text) } ?? false
        }
    }

    private var draft: FileName { holder.fileName(suffix: ".lease") }
    private var broken: FileName { holder.fileName(suffix: ".broken") }
}
