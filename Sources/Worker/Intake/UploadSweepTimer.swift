// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Logging
import ServiceLifecycle
import Spool

/// Removes what programs that died have left of their uploads: when this worker becomes active, and every hour. A front
/// does the same, but there need not be one.
struct UploadSweepTimer: Service, CustomStringConvertible {
    var description: String { "upload sweep timer" }

    let spool: Spool
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sweep(now: Date())
                do { try await Task.sleep(for: .seconds(3600)) } catch { return }
            }
        }
    }

    func sweep(now: Date) async {
        let nanoseconds = Int64(now.timeIntervalSince1970 * 1e9)
        do {
            let count = try await BlockingThreads.shared.run { [spool] in try spool.sweepUploads(now: nanoseconds) }
            if count > 0 { logger.info("interrupted uploads removed", metadata: ["uploads": "\(count)"]) }
        } catch {
            logger.warning("old uploads can't be swept", metadata: ["error": "\(error)"])
        }
    }
}
