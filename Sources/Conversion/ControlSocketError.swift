// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A system call on the control socket failed.
package struct ControlSocketError: Error, CustomStringConvertible {
    package let operation: String
    package let code: Int32

    init(operation: String, code: Int32 = errno) {
        self.operation = operation
        self.code = code
    }

    package var description: String { "\(operation) on the converter's socket: \(String(cString: strerror(code)))" }
}
