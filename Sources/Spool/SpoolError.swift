// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A file operation in the shared folder failed.
package struct SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
    package let operation: String
    package let place: String
    package let code: Int32

    package init(_ operation: String, _ place: String, code: Int32 = errno) {
        self.operation = operation
        self.place = place
        self.code = code
    }

    package var isMissing: Bool { code == ENOENT }
    package var exists: Bool { code == EEXIST || code == ENOTEMPTY }
    /// Whether somebody made it so that we may not.
    package var isDenied: Bool { code == EACCES || code == EPERM }
    package var isNoFolder: Bool { code == ENOTDIR || code == ELOOP }
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT }
    package var isReadOnly: Bool { code == EROFS }
    /// Whether the two places lie on different file systems, or on two mounts of one.
    package var isAcrossMounts: Bool { code == EXDEV }

    /// Whether the disk failed to take what was written, though it has space. What was written before is then in doubt
    /// too: discard it, never try again with the same file.
    package var isFailedWrite: Bool {
        let isWrite = ["write", "fsync", "rename", "make folder", "remove"].contains { operation.hasPrefix($0) }
        return isWrite && (code == EIO || isReadOnly)
    }

    /// Whether the disk failed to read.
    package var isUnreadable: Bool { code == EIO }

    /// Whether the share's server does not answer.
    package var isUnreachable: Bool {
        [EHOSTDOWN, EHOSTUNREACH, ENETDOWN, ENETUNREACH, ETIMEDOUT, ENOTCONN, ECONNRESET, ECONNABORTED, ESTALE]
            .contains(code)
    }

    /// Whether the same may go well later, though nothing was done about it: nothing is said of the document.
    package var isPassing: Bool {
        isOutOfSpace || isFailedWrite || isUnreachable || [EIO, ENOMEM, EMFILE, ENFILE, EAGAIN, EINTR].contains(code)
    }

    package var description: String {
        let advice = isAcrossMounts ? "; put the whole shared folder on one file system" : ""
        return "\(operation) \(place): \(String(cString: strerror(code)))\(advice)"
    }
}
