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
            return try Self.bytes(of: home.file(Self.name))
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Takes a lease that nobody holds; false where somebody was faster.
    package func take() throws(SpoolError) -> Bool {
        let file: File
        do throws(SpoolError) {
            file = try home.createFile(Self.name)
        } catch {
            if error.exists { return false }
            throw error
        }
        try file.write(words(0))
        return true
    }

    /// Removes a lease that has stood still; false where it has moved since, or somebody else removed it.
    /// - Parameter seen: what stood there all the while.
    package func breakOpen(_ seen: [UInt8]) throws(SpoolError) -> Bool {
        let broken = holder.fileName(suffix: ".broken")
        do throws(SpoolError) {
            try home.rename(Self.name, to: home, as: broken)
        } catch {
            if error.isMissing { return false }
            throw error
        }
        // By its name only one can have it; what it holds tells whether it is still the one that stood still.
        let isStill = try Self.bytes(of: home.file(broken)) == seen
        // Where a third one has taken it meanwhile, its holder finds out.
        if !isStill, (try? home.rename(broken, to: home, as: Self.name)) != nil { return false }
        try home.remove(broken)
        return isStill
    }

    /// Writes the lease anew, in its place: so nobody else's is overwritten, and no space is needed. False where it is
    /// another's by now.
    /// - Parameter number: a larger one each time.
    package func renew(_ number: Int) throws(SpoolError) -> Bool {
        do throws(SpoolError) {
            let file = try home.fileForUpdate(Self.name)
            guard isOurs(try Self.bytes(of: file)) else { return false }
            try file.write(words(number))
            return true
        } catch {
            if error.isMissing { return false }
            throw error
        }
    }

    package var isHeld: Bool {
        get throws(SpoolError) { try look().map(isOurs) ?? false }
    }

    /// Gives it back, so that nobody needs to wait.
    package func release() throws(SpoolError) {
        if let now = try look(), isOurs(now) { _ = try breakOpen(now) }
    }

    private func words(_ number: Int) -> [UInt8] { Array("\(holder) \(number)\n".utf8) }

    private func isOurs(_ bytes: [UInt8]) -> Bool { bytes.starts(with: holder.text.utf8) }

    private static func bytes(of file: File) throws(SpoolError) -> [UInt8] { try file.contents(limit: 1 << 12) }
}
