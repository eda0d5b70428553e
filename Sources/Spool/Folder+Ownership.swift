// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

extension Folder {
    /// Makes everything below the property of this process's user and of this folder's group. Where the worker is root
    /// its converter is somebody else, who may not own what has been published.
    func takeOwnership() throws(SpoolError) {
        guard geteuid() == 0 else { return }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw SpoolError("stat", path) }
        try giveTree(to: facts.st_gid)
    }

    private func giveTree(to group: gid_t) throws(SpoolError) {
        for name in try entries() {
            switch try info(name)?.kind {
            case .folder: try folder(name).giveTree(to: group)
            case .file: try Self.give(file(name).descriptor, to: group, place(name))
            default: continue
            }
        }
        try Self.give(descriptor, to: group, path)
    }

    private static func give(_ descriptor: Int32, to group: gid_t, _ place: String) throws(SpoolError) {
        guard fchown(descriptor, geteuid(), group) == 0 else { throw SpoolError("change owner", place) }
    }
}
