// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// A folder that is not a program's own, in which it may make UNIX sockets but remove none. Other programs of its user make
/// theirs there at the same time, and nobody can say whose one is at which nobody listens any more.
struct SocketFolder {
    /// A socket, by what does not come back soon: a name may, and a file's number may.
    struct Entry: Hashable {
        let place: Int
        let name: [CChar]
        let number: ino_t
    }

    /// Most names that a look passes over: it must not take long, whatever stands here.
    private static let mostNames = 100_000
    private static let mostPlaces = 16

    let path: String
    private let prefix: [CChar]
    /// The folder, and those in it where everybody may make something: what is granted holds beneath it as well.
    private let places: [String]

    /// - Parameter path: how the sockets' paths begin that a program needs.
    init(_ path: String) {
        let parts = path.split(separator: "/")
        let folder = Self.path(of: path)
        self.path = folder
        prefix = (parts.last ?? "").utf8.map(CChar.init(bitPattern:))
        places = [folder] + Self.open(beneath: folder)
    }

    static func path(of prefix: String) -> String {
        "/" + prefix.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// Which there are, whoever's.
    func entries() -> Set<Entry> {
        var entries: Set<Entry> = []
        forEachSocket { entry, _ in entries.insert(entry) }
        return entries
    }

    /// Removes those of this user at which nobody listens: with the prefix all, of others only those not known.
    func removeStale(besides known: Set<Entry>) {
        let isNamed = { (entry: Entry) in !prefix.isEmpty && entry.name.starts(with: prefix) }
        for entry in stale({ isNamed($0) || !known.contains($0) }) {
            unlink("\(places[entry.place])/".utf8.map(CChar.init(bitPattern:)) + entry.name)
        }
    }

    private func stale(_ isMeant: (Entry) -> Bool) -> [Entry] {
        var refused: [Entry] = []
        forEachSocket { entry, folder in
            if isMeant(entry), Self.isOwnAndRefused(entry.name, in: folder) { refused.append(entry) }
        }
        // One that was bound a moment ago does not listen yet.
        guard !refused.isEmpty, let bound = BoundSockets() else { return [] }
        return refused.filter { !bound.contains($0.name) }
    }

    private func forEachSocket(_ body: (Entry, Int32) -> Void) {
        var names = 0
        for (place, path) in places.enumerated() {
            guard let stream = opendir(path) else { continue }
            defer { closedir(stream) }
            while names < Self.mostNames, let entry = readdir(stream) {
                names += 1
                guard [DT_SOCK, DT_UNKNOWN].map({ UInt8($0) }).contains(entry.pointee.d_type) else { continue }
                body(Entry(place: place, name: entry.name, number: entry.pointee.d_ino), dirfd(stream))
            }
        }
    }

    /// Asked by descriptor: a name may be too long for an address.
    private static func isOwnAndRefused(_ name: [CChar], in folder: Int32) -> Bool {
        let socket = openat(folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        var facts = stat()
        return fstat(socket, &facts) == 0 && facts.st_mode & S_IFMT == S_IFSOCK && facts.st_uid == getuid()
            && isRefused(socket)
    }

    /// Whether nobody listens at this socket's file, which is open by its path alone. One that listens and takes nobody in
    /// must not hold this up.
    private static func isRefused(_ file: Int32) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "/proc/self/fd/\(file)".utf8) }
        let kind = [SOCK_STREAM, SOCK_CLOEXEC, SOCK_NONBLOCK].reduce(0) { $0 | Int32($1.rawValue) }
        let line = socket(AF_UNIX, kind, 0)
        guard line >= 0 else { return false }
        defer { close(line) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(line, $0, size) }
        }
        return result != 0 && errno == ECONNREFUSED
    }

    private static func open(beneath folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var places: [String] = []
        while places.count < mostPlaces, let entry = readdir(stream) {
            var facts = stat()
            guard !entry.isItselfOrAbove, entry.pointee.d_type == UInt8(DT_DIR),
                fstatat(dirfd(stream), entry.name, &facts, AT_SYMLINK_NOFOLLOW) == 0,
                facts.st_mode & (S_IWOTH | S_ISVTX) == S_IWOTH | S_ISVTX
            else { continue }
            places.append(folder + "/" + entry.text)
        }
        return places
    }
}
