// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc

/// A file system of its own, so small that a test can fill it. Only root can mount one.
final class SmallDisk: Sendable {
    let path: String

    /// Whether this process may mount.
    static let isPossible: Bool = {
        guard let disk = try? SmallDisk(size: "1m") else { return false }
        withExtendedLifetime(disk) {}
        return true
    }()

    init(size: String, inodes: Int = 100_000) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-disk-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(size),nr_inodes=\(inodes)") == 0 else {
            let code = errno
            rmdir(path)
            throw ProgramError("mount: \(String(cString: strerror(code)))")
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }

    /// Fills all but so many bytes.
    func fill(leaving left: Int) throws {
        let file = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw ProgramError("open \(ballast)") }
        defer { close(file) }
        // In steps: others write meanwhile.
        var size = 0
        for step in [1 << 20, 1 << 12] {
            while free - left >= step, posix_fallocate(file, off_t(size), off_t(step)) == 0 { size += step }
        }
    }

    private var free: Int {
        var facts = statvfs()
        return statvfs(path, &facts) == 0 ? Int(facts.f_bavail) * Int(facts.f_frsize) : 0
    }

    func empty() throws { try FileManager.default.removeItem(atPath: ballast) }

    private var ballast: String { path + "/ballast" }
}
