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
    /// Nanoseconds since 1970.
    package let modified: Int64
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
        modified = Int64(facts.st_mtim.tv_sec) * 1_000_000_000 + Int64(facts.st_mtim.tv_nsec)
        device = UInt64(facts.st_dev)
        inode = UInt64(facts.st_ino)
    }

    package func isSameFile(as other: FileInfo) -> Bool { device == other.device && inode == other.inode }
}
