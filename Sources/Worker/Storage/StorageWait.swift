// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Logging
import Spool

/// Lets a worker that is only starting wait until the disk takes what it must write.
struct StorageWait: Sendable {
    let probe: StorageProbe
    let status: WorkerStatus
    let logger: Logger

    /// Tries until it goes well, or fails for another reason.
    func until<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        while true {
            do {
                let value = try await work()
                await status.update { facts in
                    facts.state = .active
                    facts.reason = nil
                }
                return value
            } catch {
                // SQLite says only that it can't open a file that it had no space to make.
                let code = StepRunner.failure(error).code
                guard let trouble = code.isOfStorage ? code : probe.trouble() else { throw error }
                try await wait(trouble, error)
            }
        }
    }

    private func wait(_ code: FailureCode, _ error: any Error) async throws {
        logger.error(
            "waiting: the disk does not take what is written; free some space, the worker then starts by itself",
            metadata: ["reason": "\(code.rawValue)", "error": "\(error)"]
        )
        await status.update { facts in
            facts.state = .paused
            facts.reason = code.rawValue
        }
        repeat {
            try await Task.sleep(for: .seconds(1))
        } while try await BlockingThreads.shared.run { [probe] in probe.trouble() } != nil
    }
}
