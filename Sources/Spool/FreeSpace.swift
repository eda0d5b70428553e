// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// What a file system has left for users other than root.
package struct FreeSpace: Hashable, Sendable {
    package var bytes: Int64
    /// Bytes of the whole file system.
    package var capacity: Int64
    /// Files and folders that there is still room for; nil where the file system sets no such limit.
    package var entries: Int64?
    /// Files and folders that the whole file system can hold.
    package var entryCapacity: Int64

    package init(bytes: Int64, capacity: Int64, entries: Int64?, entryCapacity: Int64) {
        self.bytes = bytes
        self.capacity = capacity
        self.entries = entries
        self.entryCapacity = entryCapacity
    }
}

extension Folder {
    package var freeSpace: FreeSpace {
        get throws(SpoolError) {
            var facts = statvfs()
            guard fstatvfs(descriptor, &facts) == 0 else { throw SpoolError("statvfs", path) }
            return FreeSpace(
                bytes: Int64(clamping: facts.f_bavail).multipliedClamped(by: Int64(clamping: facts.f_frsize)),
                capacity: Int64(clamping: facts.f_blocks).multipliedClamped(by: Int64(clamping: facts.f_frsize)),
                entries: facts.f_files == 0 ? nil : Int64(clamping: facts.f_favail),
                entryCapacity: Int64(clamping: facts.f_files)
            )
        }
    }
}

/// What must stay free, so that results and records can still be written. The worker pauses below it. The front keeps
/// twice as much, so that uploads alone never stop the worker.
package struct DiskReserve: Hashable, Sendable {
    /// Where a disk is large enough.
    package static let usualBytes: Int64 = 200_000_000
    static let usualEntries: Int64 = 1000

    /// As the operator says; nil for the usual, or a twentieth of a small disk.
    package var bytes: Int64?

    package init(bytes: Int64? = nil) { self.bytes = bytes }

    /// Whether less is left than must stay free.
    /// - Parameters:
    ///   - factor: how many times the reserve.
    ///   - wantedBytes: what is about to be written.
    ///   - wantedEntries: files and folders about to be made.
    package func isShort(
        _ space: FreeSpace,
        factor: Int64 = 1,
        wantedBytes: Int64 = 0,
        wantedEntries: Int64 = 0
    ) -> Bool {
        let keptBytes = (bytes ?? min(Self.usualBytes, space.capacity / 20)).multipliedClamped(by: factor)
        let keptEntries = min(Self.usualEntries, space.entryCapacity / 20).multipliedClamped(by: factor)
        if space.bytes - wantedBytes < keptBytes { return true }
        return space.entries.map { $0 - wantedEntries < keptEntries } ?? false
    }
}
