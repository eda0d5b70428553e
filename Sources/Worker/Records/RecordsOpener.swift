// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Logging
import Spool

/// Opens the job records. A database that can't be trusted is set aside, and the records are made again from the folders.
struct RecordsOpener: Sendable {
    let state: StateFolder
    let status: WorkerStatus
    let logger: Logger
    let onTrouble: @Sendable (RecordsError) -> Void

    /// - Throws: `RecordsError` where the disk is full or fails.
    func open() async throws -> SQLiteJobStore {
        // SQLite would begin anew in the same file, which a reader of what was there may hold locked.
        if try state.folder.info("jobs.sqlite")?.bytes == 0 { return try await openAnew(because: "the file is empty") }
        if try state.isDatabaseDamaged {
            return try await openAnew(because: "the worker before this one met damage in them")
        }
        do {
            let store = try open(state.databasePath)
            let verdict = try await store.check()
            if verdict == "ok" { return store }
            try store.close()
            return try await openAnew(because: verdict)
        } catch let error as RecordsError where error.cause == .damaged {
            return try await openAnew(because: error.description)
        }
    }

    private func openAnew(because reason: String) async throws -> SQLiteJobStore {
        let name = try state.setDatabaseAside(at: Date())
        logger.critical(
            "the job records are damaged; they are set aside and made again from the folders",
            metadata: ["reason": "\(reason)", "kept": "\(state.folder.path)/\(name)"]
        )
        await status.update { $0.rebuilt = Date() }
        return try open(state.databasePath)
    }

    private func open(_ path: String) throws -> SQLiteJobStore { try SQLiteJobStore(path: path, onTrouble: onTrouble) }
}
