// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands below a folder that somebody else fills.
package struct FolderUsage: Hashable, Sendable {
    /// Sizes of files, holes included. A file with several names counts in parts.
    package var bytes: Int64 = 0
    package var entries = 0
    /// Whether there are folders in its folders; what these hold is not counted.
    package var isDeep = false

    package init(bytes: Int64 = 0, entries: Int = 0) {
        self.bytes = bytes
        self.entries = entries
    }

    package static func + (one: FolderUsage, other: FolderUsage) -> FolderUsage {
        var sum = FolderUsage(bytes: one.bytes.addingClamped(other.bytes), entries: one.entries + other.entries)
        sum.isDeep = one.isDeep || other.isDeep
        return sum
    }
}

extension Folder {
    /// Counts what stands here and in the folders here.
    /// - Parameter most: of the entries; soon after that many it stops counting.
    package func usage(atMost most: Int) throws(SpoolError) -> FolderUsage {
        var usage = FolderUsage()
        for name in try entries(atMost: most + 1) where usage.entries <= most {
            usage = usage + (try self.usage(name, atMost: most - usage.entries))
        }
        return usage
    }

    private func usage(_ name: FileName, atMost most: Int) throws(SpoolError) -> FolderUsage {
        // It may go while we look.
        guard let info = try info(name) else { return FolderUsage() }
        guard info.kind == .folder else { return FolderUsage(bytes: info.share, entries: 1) }
        var usage = FolderUsage(entries: 1)
        let inner = try folder(name)
        for entry in try inner.entries(atMost: most + 1) {
            guard let info = try inner.info(entry) else { continue }
            usage.isDeep = usage.isDeep || info.kind == .folder
            usage.entries += 1
            usage.bytes = usage.bytes.addingClamped(info.kind == .folder ? 0 : info.share)
        }
        return usage
    }
}

extension Spool {
    /// What one attempt at a claimed document has made so far: finished pages, results, and what another program left.
    /// - Parameter most: of the entries; soon after that many it stops counting.
    package func made(of id: JobID, attempt: Int, atMost most: Int) throws(SpoolError) -> FolderUsage {
        let job = try active.folder(id.fileName)
        var usage = FolderUsage(bytes: try job.info(Self.renderedName)?.bytes ?? 0)
        for name in [Self.slicesName, Self.runName] where try job.contains(name) {
            usage = usage + (try job.folder(name).usage(atMost: most))
        }
        let name = Self.buildingName(id, attempt)
        return try building.contains(name) ? usage + (try building.folder(name).usage(atMost: most)) : usage
    }
}

extension FileInfo {
    /// What one of a file's names stands for, in bytes.
    fileprivate var share: Int64 { bytes / Int64(max(1, links)) }
}
