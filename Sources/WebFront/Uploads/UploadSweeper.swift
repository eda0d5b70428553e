// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Logging
import ServiceLifecycle
import Spool

/// Removes what fronts that died have left of their uploads: at the start, and every hour.
struct UploadSweeper: Service {
    let spool: Spool
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await sweep(now: Date())
                try await Task.sleep(for: .seconds(3600))
            }
        }
    }

    func sweep(now: Date) async {
        let nanoseconds = Int64(now.timeIntervalSince1970 * 1e9)
        do {
            _ = try await BlockingThreads.shared.run { [spool] in try spool.sweepUploads(now: nanoseconds) }
        } catch {
            logger.warning("old uploads can't be swept", metadata: ["error": "\(error)"])
        }
    }
}
