// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Shuts a worker out that lost its lease without knowing, since it hung. All that it does goes through the folders
/// `active` and `building` that it holds open; these are replaced and removed, so that nothing can be made in them,
/// renamed out of them or into them any more: it can't claim, publish, set aside, delete or finish a command.
extension Spool {
    /// - Returns: the shared folder with its new folders.
    package func evictOthers() throws(SpoolError) -> Spool {
        for name: FileName in ["active", "building"] {
            try intermediate.rename(name, to: intermediate, as: JobID().fileName(suffix: "." + name.description))
            _ = try intermediate.openOrCreateFolder(name)
        }
        let spool = try Spool(home: home.path)
        try spool.finishEvictions()
        return spool
    }

    /// Takes over what stands in folders that were replaced; what was only being built is swept with the rest.
    package func finishEvictions() throws(SpoolError) {
        for old in try intermediate.entries() {
            if old.hasSuffix(".building") { try move(out: old, to: building) }
            guard old.hasSuffix(".active") else { continue }
            try move(out: old, to: active)
            // A converter may still write what it was told; it must not be taken for ours.
            for id in try activeIDs() { try removeProgress(of: id) }
        }
        try active.synchronize()
        try intermediate.synchronize()
    }

    /// Whole entries, each at one moment. What their holder makes in between is found by the next look; an empty folder is
    /// gone for good.
    private func move(out old: FileName, to current: Folder) throws(SpoolError) {
        let folder = try intermediate.folder(old)
        while old.withCString({ unlinkat(intermediate.descriptor, $0, AT_REMOVEDIR) }) != 0 {
            guard errno == ENOTEMPTY || errno == EEXIST else { throw SpoolError("remove", intermediate.place(old)) }
            for name in try folder.entries() {
                do throws(SpoolError) {
                    let isTaken = try current.contains(name)
                    try folder.rename(name, to: current, as: isTaken ? JobID().fileName : name)
                } catch {
                    if !error.isMissing { throw error }
                }
            }
        }
    }
}
