// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// How many descriptors this process may have.
enum OpenFiles {
    /// For what is no connection's: the records, folders, threads.
    private static let others = 128
    /// A connection's socket, the file that it sends and the folder of that.
    private static let perConnection = 3
    private static let mostConnections = 16_384

    /// Raises the limit as far as this process may, and says how many connections that is enough for. One more would take
    /// what uploads and the runtime itself need.
    static func makeRoom() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return others }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return others }
        let files = Int(clamping: limit.rlim_cur)
        return min(max(files - others, perConnection * 16) / perConnection, mostConnections)
    }
}
