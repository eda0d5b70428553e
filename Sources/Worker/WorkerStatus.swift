// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Logging
import Spool

/// What this worker tells others of itself, written down whenever it changes.
actor WorkerStatus {
    private let state: StateFolder
    private let logger: Logger
    private(set) var facts: WorkerFacts

    init(_ state: StateFolder, logger: Logger) {
        self.state = state
        self.logger = logger
        facts = WorkerFacts(version: WorkerProgram.version, since: Date())
    }

    func update(_ change: @Sendable (inout WorkerFacts) -> Void) async {
        change(&facts)
        do {
            try await BlockingThreads.shared.run { [state, facts] in try state.write(facts) }
        } catch {
            // On a full disk: then readers look at the disk themselves.
            logger.warning("the worker's state can't be written down", metadata: ["error": "\(error)"])
        }
    }
}
