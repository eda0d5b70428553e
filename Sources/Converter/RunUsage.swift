// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc

/// What stands in the folder of a run. Counting ends soon after it is too much.
struct RunUsage {
    /// Most files and folders.
    static let mostEntries = 50_000
    private static let deepest = 32

    private let limit: UInt64
    /// On the disk.
    private(set) var bytes: UInt64
    private(set) var entries = 0

    /// - Parameters:
    ///   - limit: bytes that are too much.
    ///   - others: bytes that count beside those in the folder.
    /// - Throws: `Failure` where something can't be looked into: it could hold anything. `SystemError`.
    init(of folder: Folder, limit: UInt64, beside others: UInt64 = 0) throws {
        self.limit = limit
        bytes = others
        try count(folder.descriptor, depth: 1)
    }

    var isTooMuch: Bool { bytes > limit || entries > Self.mostEntries }

    private mutating func count(_ folder: Int32, depth: Int) throws {
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw SystemError("open the run's folder") }
        defer { closedir(stream) }
        while !isTooMuch, let entry = readdir(stream) {
            if !entry.isItselfOrAbove { try count(entry.name, in: folder, depth: depth) }
        }
    }

    /// Files may go while we look.
    private mutating func count(_ name: [CChar], in folder: Int32, depth: Int) throws {
        var facts = stat()
        guard fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        entries += 1
        bytes += UInt64(max(0, facts.st_blocks)) * 512
        guard facts.st_mode & S_IFMT == S_IFDIR else { return }
        guard depth < Self.deepest else { throw Self.hidden("more than \(Self.deepest) deep") }
        let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard inner >= 0 || errno == ENOENT else { throw Self.hidden("that can't be read") }
        guard inner >= 0 else { return }
        defer { close(inner) }
        try count(inner, depth: depth + 1)
    }

    private static func hidden(_ how: String) -> Failure {
        Failure(.invalidOutput, "The converter made folders \(how).")
    }
}
