// SPDX-License-Identifier: GPL-3.0-or-later

/// A job's folder goes in two steps: out of sight, whole, at one moment, which is a rename; then, once its record is gone
/// too, file by file. Who has a file of it open reads on to its end. After a crash between the steps the folder that is out
/// of sight says what is to be finished.
extension Spool {
    /// Takes all that there is of a job out of sight, durably. Safe to repeat.
    package func hide(_ id: JobID) throws(SpoolError) {
        // First: who claims it now is the faster one, and it is found where it was claimed to.
        if try isWaiting(id) { try hideWaiting(id) }
        // In the direction in which jobs move.
        for folder in [active, quarantine, results] where try folder.contains(id.fileName) {
            try hide(id, in: folder)
            try folder.synchronize()
        }
    }

    /// By a rename as a claim is: one of the two finds the submission gone.
    private func hideWaiting(_ id: JobID) throws(SpoolError) {
        try removeHidden(id)
        do throws(SpoolError) {
            try inbox.rename(Self.submissionName(id), to: building, as: Self.hiddenName(id))
        } catch {
            if error.isMissing, try !inbox.contains(Self.submissionName(id)) { return }
            throw error
        }
        try inbox.synchronize()
    }

    /// Takes jobs that have ended out of sight, durably: out of `folder` alone, so that one which has been brought back
    /// meanwhile stays. Safe to repeat.
    package func hide(_ ids: [JobID], in folder: Folder) throws(SpoolError) {
        for id in ids where try folder.contains(id.fileName) { try hide(id, in: folder) }
        try folder.synchronize()
    }

    private func hide(_ id: JobID, in folder: Folder) throws(SpoolError) {
        // What an earlier deletion could not remove stands in the way.
        try removeHidden(id)
        try folder.rename(id.fileName, to: building, as: Self.hiddenName(id))
    }

    /// Jobs whose folders are out of sight and not gone yet.
    package func hiddenIDs() throws(SpoolError) -> [JobID] {
        try building.entries().compactMap { name in
            guard name.hasSuffix(Self.hiddenSuffix) else { return nil }
            return JobID(name.description.dropLast(Self.hiddenSuffix.count))
        }
    }

    /// Where somebody made in it what we may not remove, it is no job's any more, and stays.
    package func removeHidden(_ id: JobID) throws(SpoolError) {
        do throws(SpoolError) {
            try building.removeTree(Self.hiddenName(id))
        } catch {
            guard error.isDenied else { throw error }
            try building.rename(Self.hiddenName(id), to: building, as: JobID().fileName(suffix: ".left"))
        }
    }

    private static let hiddenSuffix = ".deleted"

    private static func hiddenName(_ id: JobID) -> FileName { id.fileName(suffix: hiddenSuffix) }
}

extension Folder {
    /// The sizes of all files below, holes included; what vanishes meanwhile counts nothing.
    package func bytesBelow() throws(SpoolError) -> Int64 {
        var sum: Int64 = 0
        for name in try entries() {
            guard let info = try info(name) else { continue }
            sum = sum.addingClamped(info.kind == .folder ? (try? folder(name).bytesBelow()) ?? 0 : info.bytes)
        }
        return sum
    }
}
