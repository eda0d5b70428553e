// SPDX-License-Identifier: GPL-3.0-or-later

extension Spool {
    /// Sets a job that ended without results aside, with its reason.
    /// - Parameter reason: the bytes of `reason.json`.
    package func setAside(_ id: JobID, reason: [UInt8]) throws(SpoolError) {
        guard let folder = try? active.folder(id.fileName) else {
            if quarantine.contains(id.fileName) { return }
            throw SpoolError("set aside", active.place(id.fileName), code: 2)
        }
        try removeProgress(of: id)
        try folder.removeTree(Self.reasonName)
        try folder.writeFile(Self.reasonName, reason)
        try folder.synchronize()
        try active.rename(id.fileName, to: quarantine, as: id.fileName)
        try quarantine.synchronize()
    }

    /// Brings a job that was set aside back, for another try.
    package func takeBack(_ id: JobID) throws(SpoolError) {
        if active.contains(id.fileName) { return }
        try quarantine.rename(id.fileName, to: active, as: id.fileName)
        try active.folder(id.fileName).remove(Self.reasonName)
        try active.synchronize()
        try quarantine.synchronize()
    }

    /// The bytes of `reason.json`, or nil where the job was not set aside.
    package func reason(of id: JobID) -> [UInt8]? {
        try? quarantine.folder(id.fileName).file(Self.reasonName).contents(limit: 1 << 16)
    }
}
