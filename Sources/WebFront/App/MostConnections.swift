// SPDX-License-Identifier: GPL-3.0-or-later

import Spool

/// How many connections the front takes at once.
enum MostConnections {
    /// Descriptors that are no connection's: the records, folders, threads.
    private static let others = 128
    /// A connection's socket, the file that it sends and the folder of that.
    private static let perConnection = 3
    private static let most = 16_384

    /// Raises the limit of descriptors, and says how many connections that is enough for. One more would take what uploads
    /// and the runtime itself need.
    static func makeRoom() -> Int {
        guard let files = OpenFiles.raiseLimit() else { return others }
        return min(max(files - others, perConnection * 16) / perConnection, most)
    }
}
