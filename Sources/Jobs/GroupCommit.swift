// SPDX-License-Identifier: GPL-3.0-or-later

import GRDB

/// Gathers changes that arrive while a transaction is on its way to the disk into the next one, so that many of them
/// share one fsync. Each change succeeds or fails alone, in a savepoint; each is durable when `perform` returns.
actor GroupCommit {
    private struct Change: Sendable {
        /// Makes the change and answers what tells the caller so, once the transaction is durable.
        /// - Throws: `RecordsError`; any other error is the caller's alone.
        let run: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private let database: any DatabaseWriter
    private let onTrouble: @Sendable (RecordsError) -> Void
    private var waiting: [Change] = []
    private var isCommitting = false

    /// - Parameter onTrouble: hears of every transaction that the disk did not take.
    init(_ database: any DatabaseWriter, onTrouble: @escaping @Sendable (RecordsError) -> Void) {
        self.database = database
        self.onTrouble = onTrouble
    }

    func perform<Value: Sendable>(_ change: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(
                Change(
                    run: { db in
                        let result = Result { try Self.inSavepoint(db, change) }
                        if case .failure(let error) = result, let trouble = RecordsError(error) { throw trouble }
                        return { continuation.resume(with: result) }
                    },
                    fail: { continuation.resume(throwing: $0) }
                )
            )
            guard !isCommitting else { return }
            isCommitting = true
            Task { await commitWaiting() }
        }
    }

    private func commitWaiting() async {
        while !waiting.isEmpty {
            let changes = waiting
            waiting = []
            do {
                let settlements = try await database.write { db in try changes.map { try $0.run(db) } }
                for settle in settlements { settle() }
            } catch {
                let trouble = RecordsError(error)
                if let trouble { onTrouble(trouble) }
                for change in changes { change.fail(trouble ?? error) }
            }
        }
        isCommitting = false
    }

    private static func inSavepoint<Value>(_ db: Database, _ change: (Database) throws -> Value) throws -> Value {
        // After some errors (a full disk, say) SQLite has rolled the whole transaction back by itself; a change made now
        // would be durable while all those that came with it are told that they failed.
        guard db.isInsideTransaction else {
            throw DatabaseError(resultCode: .SQLITE_ABORT, message: "the transaction was rolled back")
        }
        var value: Value?
        try db.inSavepoint {
            value = try change(db)
            return .commit
        }
        guard let value else { throw DatabaseError(message: "the savepoint ended without its change") }
        return value
    }
}
