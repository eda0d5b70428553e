// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// What the kernel says of an entry, links not followed.
package struct FileInfo: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case file, folder, link, fifo, socket, device
    }

    package let kind: Kind
    package let bytes: Int64
    package let links: Int
    /// When it was written, or is said to have been. Nanoseconds since 1970.
    package let modified: Int64
    /// When anything of it was last changed, which nobody can choose. Nanoseconds since 1970.
    package let changed: Int64
    package let device: UInt64
    package let inode: UInt64

    init(_ facts: stat) {
        kind =
            switch facts.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .fifo
            case S_IFSOCK: .socket
            default: .device
            }
        bytes = Int64(facts.st_size)
        links = Int(facts.st_nlink)
        modified = Self.nanoseconds(facts.st_mtim)
        changed = Self.nanoseconds(facts.st_ctim)
        device = UInt64(facts.st_dev)
        inode = UInt64(facts.st_ino)
    }

    /// Clamped: a file may bear any date, and nanoseconds reach from 1677 to 2262.
    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec).multipliedClamped(by: 1_000_000_000).addingClamped(Int64(time.tv_nsec))
    }

    package func isSameFile(as other: FileInfo) -> Bool { device == other.device && inode == other.inode }
}
