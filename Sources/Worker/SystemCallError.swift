// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A system call failed that never should.
struct SystemCallError: Error, CustomStringConvertible {
    let description: String

    init(_ call: String, code: Int32 = errno) { description = "\(call): \(String(cString: strerror(code)))" }
}
