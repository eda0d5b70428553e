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
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT }

    /// Whether the same operation may well succeed later: the fault lies with the machine, not with the file.
    package var isPassing: Bool { isOutOfSpace || [EIO, EMFILE, ENFILE, ENOMEM, EAGAIN].contains(code) }

    package var description: String { "\(operation) \(place): \(String(cString: strerror(code)))" }
}
