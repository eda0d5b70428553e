// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// An open folder. Names are one component each, and links are never followed: a child that read the document wrote
/// what stands here.
struct Folder {
    let descriptor: Int32

    func create(_ name: String) throws -> OutputFile {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw SystemError("open(\(name))") }
        return OutputFile(name: name, descriptor: file)
    }

    /// Writes a whole file.
    func write(_ bytes: [UInt8], to name: String) throws {
        var file = try create(name)
        try file.write(bytes)
        try file.finish()
    }

    /// Nil where there is no such file.
    func open(_ name: String) throws -> InputFile? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw SystemError("open(\(name))")
        }
        let input = InputFile(name: name, descriptor: file)
        guard try input.isRegular else { throw SystemError("open(\(name))", code: EINVAL) }
        return input
    }

    /// The folder of this name, made where there is none. It stays open until the process ends.
    func folder(_ name: String) throws -> Folder {
        guard mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST else { throw SystemError("mkdir(\(name))") }
        let folder = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { throw SystemError("open(\(name))") }
        return Folder(descriptor: folder)
    }
}
