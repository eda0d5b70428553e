// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Whom a child becomes where the worker runs as root.
package struct UnprivilegedUser: Hashable, Sendable {
    /// The user where nobody names one.
    package static let standard = "nobody"

    private let user: uid_t
    private let group: gid_t

    /// Nil where there is no such user, or where it is root.
    package init?(named name: String) {
        guard let entry = getpwnam(name), entry.pointee.pw_uid != 0 else { return nil }
        user = entry.pointee.pw_uid
        group = entry.pointee.pw_gid
    }

    /// Takes the folders in which it is to make files along; their group stays.
    func become(owning folders: some Sequence<Int32>) throws {
        for folder in folders { try OwnedFolder(folder).give(to: user) }
        guard setgroups(0, nil) == 0 else { throw SystemError("setgroups") }
        guard setgid(group) == 0 else { throw SystemError("setgid") }
        guard setuid(user) == 0 else { throw SystemError("setuid") }
    }
}
