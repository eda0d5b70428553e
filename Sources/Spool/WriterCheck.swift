// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// Whether somebody has a file open for writing. The kernel grants a read lease (fcntl(2), F_SETLEASE) only where
/// nobody has; while it is held, who opens the file for writing waits.
enum WriterCheck {
    case free
    case writing
    /// Leases don't work here: another user's file, or a network share, which may refuse them to everybody with the code
    /// that means a writer elsewhere.
    case unknown

    /// Who opens the file in that moment breaks the lease, and the kernel tells its holder by a signal that would end it.
    private static let ignoresBreaks: Void = { _ = signal(SIGIO, SIG_IGN) }()

    init(_ file: File) {
        _ = Self.ignoresBreaks
        if pannier_take_read_lease(file.descriptor) == 0 {
            _ = pannier_drop_lease(file.descriptor)
            self = .free
        } else {
            self = errno == EAGAIN && file.fileSystem.isLocal ? .writing : .unknown
        }
    }
}
