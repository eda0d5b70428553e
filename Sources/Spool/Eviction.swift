// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Shuts a worker out that lost its lease without knowing, since it hung. All that it does goes through the folders
/// `active` and `building` that it holds open; these are replaced and removed, so that nothing can be made in them,
/// renamed out of them or into them any more: it can't claim, publish, set aside or delete.
extension Spool {
    private static let replaced: [FileName] = ["active", "building"]

    /// - Returns: the shared folder with its new folders.
    package func evictOthers() throws(SpoolError) -> Spool {
        for name in Self.replaced {
            try intermediate.rename(name, to: intermediate, as: JobID().fileName(suffix: "." + name.description))
            _ = try intermediate.openOrCreateFolder(name)
        }
        let spool = try Spool(home: home.path)
        try spool.finishEvictions()
        return spool
    }

    /// Takes over what stands in folders that were replaced: documents, and nothing that was only begun.
    package func finishEvictions() throws(SpoolError) {
        for old in try intermediate.entries() {
            guard let name = Self.replaced.first(where: { old.hasSuffix("." + $0.description) }) else { continue }
            if name == "building" { try removeReplaced(old) } else { try moveOut(of: old) }
        }
        try active.synchronize()
        try intermediate.synchronize()
    }

    /// Deletions that were cut short there go on here.
    private func removeReplaced(_ old: FileName) throws(SpoolError) {
        let folder = try intermediate.folder(old)
        for name in try folder.entries() where name.hasSuffix(".deleted") {
            try? folder.rename(name, to: building, as: name)
        }
        try intermediate.removeTree(old)
    }

    /// What its holder does in between is found by the next look; an empty folder is gone for good.
    private func moveOut(of old: FileName) throws(SpoolError) {
        let folder = try intermediate.folder(old)
        while old.withCString({ unlinkat(intermediate.descriptor, $0, AT_REMOVEDIR) }) != 0 {
            guard errno == ENOTEMPTY || errno == EEXIST else {
                throw SpoolError("remove", intermediate.place(old))
            }
            for name in try folder.entries() {
                do throws(SpoolError) {
                    try folder.rename(name, to: active, as: name)
                } catch {
                    if !error.isMissing { throw error }
                }
            }
        }
        // A converter may still write what it was told; it must not be taken for ours.
        for id in try activeIDs() { try removeProgress(of: id) }
    }
}
