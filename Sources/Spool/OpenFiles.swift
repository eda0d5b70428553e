// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// How many descriptors this process may have.
package enum OpenFiles {
    /// Raises the limit as far as this process may. Descriptors that are on their way to other processes count too, those
    /// of other processes of the same user among them.
    /// - Returns: the limit now; nil where nobody says.
    @discardableResult
    package static func raiseLimit() -> Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Int(clamping: limit.rlim_cur)
    }
}
