// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

extension Folder {
    /// Makes everything below the property of this process's user and of this folder's group. Where the worker is root
    /// its converter is somebody else, who may not own what has been published.
    func takeOwnership() throws(SpoolError) {
        guard geteuid() == 0 else { return }
        try giveTree(to: group)
        try takeOver()
    }

    /// Makes the folder alone the property of this process's user, where that is root.
    func takeOver() throws(SpoolError) {
        guard geteuid() == 0 else { return }
        guard fchown(descriptor, geteuid(), try group) == 0 else { throw SpoolError("change owner", path) }
    }

    private var group: gid_t {
        get throws(SpoolError) {
            var facts = stat()
            guard fstat(descriptor, &facts) == 0 else { throw SpoolError("stat", path) }
            return facts.st_gid
        }
    }

    private func giveTree(to group: gid_t) throws(SpoolError) {
        for name in try entries() {
            if try info(name)?.kind == .folder { try folder(name).giveTree(to: group) }
            // Never what a link leads to.
            let code = name.withCString { fchownat(descriptor, $0, geteuid(), group, AT_SYMLINK_NOFOLLOW) }
            guard code == 0 else { throw SpoolError("change owner", place(name)) }
        }
    }
}
