// SPDX-License-Identifier: GPL-3.0-or-later

extension Spool {
    /// Sets a job that ended without results aside, with its reason.
    /// - Parameter reason: the bytes of `reason.json`.
    /// - Returns: false where its own folder keeps it from that: then it is left beside the others.
    @discardableResult
    package func setAside(_ id: JobID, reason: [UInt8]) throws(SpoolError) -> Bool {
        do throws(SpoolError) {
            try moveAside(id, reason: reason)
        } catch {
            let isThere = try quarantine.contains(id.fileName)
            if error.isMissing, isThere { return true }
            // Out of the way at least.
            guard error.isNoFolder || error.exists && isThere || error.isDenied && !active.mayChange(id.fileName) else {
                throw error
            }
            try leave(id)
            return false
        }
        return true
    }

    private func moveAside(_ id: JobID, reason: [UInt8]) throws(SpoolError) {
        let folder = try active.folder(id.fileName)
        try removeProgress(of: id)
        try folder.removeTree(Self.reasonName)
        try folder.writeFile(Self.reasonName, reason)
        try folder.synchronize()
        try active.rename(id.fileName, to: quarantine, as: id.fileName)
        try quarantine.synchronize()
    }

    /// Brings a job that was set aside back, for another try.
    package func takeBack(_ id: JobID) throws(SpoolError) {
        if try active.contains(id.fileName) { return }
        try quarantine.rename(id.fileName, to: active, as: id.fileName)
        try active.folder(id.fileName).remove(Self.reasonName)
        try active.synchronize()
        try quarantine.synchronize()
    }

    /// The bytes of `reason.json`, or nil where the job was not set aside.
    /// - Throws: where it can't be read just now.
    package func reason(of id: JobID) throws(SpoolError) -> [UInt8]? {
        try quarantine.contents(of: Self.reasonName, in: id.fileName, limit: 1 << 16)
    }
}
