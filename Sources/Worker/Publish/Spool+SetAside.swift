// SPDX-License-Identifier: GPL-3.0-or-later

import Logging
import Spool

extension Spool {
    /// Sets a document aside, and says so where its own folder keeps it from that.
    /// - Parameter reason: the bytes of `reason.json`.
    func setAside(_ id: JobID, reason: [UInt8], logger: Logger) async throws {
        guard try await BlockingThreads.shared.run({ try setAside(id, reason: reason) }) == false else { return }
        logger.error(
            "a folder in spool/active can't be moved to quarantine; its name ends in .left now",
            metadata: ["job": "\(id)"]
        )
    }
}
