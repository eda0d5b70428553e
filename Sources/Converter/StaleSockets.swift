// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Sockets that a program left behind in a folder that is not its own: those at which nobody listens any more.
struct StaleSockets {
    let folder: String
    private let prefix: String

    /// - Parameter path: how the sockets' paths begin.
    init(_ path: String) {
        let parts = path.split(separator: "/")
        folder = "/" + parts.dropLast().joined(separator: "/")
        prefix = parts.last.map(String.init) ?? ""
    }

    func remove() {
        guard !prefix.isEmpty, let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(prefix) { removeIfStale(folder + "/" + name) }
        }
    }

    private func removeIfStale(_ path: String) {
        var facts = stat()
        guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFSOCK, facts.st_uid == getuid() else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        // One that listens and takes nobody in must not hold this up.
        let kind = [SOCK_STREAM, SOCK_CLOEXEC, SOCK_NONBLOCK].reduce(0) { $0 | Int32($1.rawValue) }
        let line = socket(AF_UNIX, kind, 0)
        guard line >= 0 else { return }
        defer { close(line) }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(line, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if result != 0 && errno == ECONNREFUSED { unlink(path) }
    }
}
