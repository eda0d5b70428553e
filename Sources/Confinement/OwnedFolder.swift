// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// A folder of a child's, as root hands it over. An earlier attempt may have filled it under another user
/// (`converter-user`), whose files the new one could neither write nor replace.
struct OwnedFolder {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The folder comes last: whoever is ended on the way finds by its owner that this is still to do.
    func give(to user: uid_t) throws {
        let owner = try facts(of: descriptor).st_uid
        guard owner != user else { return }
        try forEachEntry { try giveFile($0, of: owner, to: user) }
        guard fchown(descriptor, user, gid_t.max) == 0 else { throw SystemError("fchown") }
    }

    /// Only a file that belongs to the folder's owner: a hard link that was planted here leads to nobody else's. By
    /// descriptor, because another child may be at work here.
    private func giveFile(_ name: [CChar], of owner: uid_t, to user: uid_t) throws {
        let file = openat(descriptor, name, O_PATH | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        let facts = try facts(of: file)
        guard facts.st_mode & S_IFMT == S_IFREG, facts.st_uid == owner else { return }
        guard fchownat(file, "", user, gid_t.max, AT_EMPTY_PATH) == 0 else { throw SystemError("fchownat") }
    }

    private func forEachEntry(_ body: ([CChar]) throws -> Void) throws {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw SystemError("open a child's folder") }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map(CChar.init(bitPattern:)) }
            try body(name + [0])
        }
    }

    private func facts(of descriptor: Int32) throws -> stat {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw SystemError("fstat") }
        return facts
    }
}
