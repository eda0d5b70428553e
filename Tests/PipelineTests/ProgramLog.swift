// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Subprocess

/// What a program has said so far; whoever waits for a line is told when it comes.
actor ProgramLog {
    typealias Entry = [String: String]

    private struct Waiter {
        let id: UUID
        var missing: Int
        let matches: @Sendable (Entry) -> Bool
        let continuation: CheckedContinuation<Entry, any Error>
    }

    private(set) var entries: [Entry] = []
    private var waiters: [Waiter] = []
    private var status: TerminationStatus?
    private var isOver = false
    private var endWaiters: [UUID: CheckedContinuation<TerminationStatus?, Never>] = [:]

    func append(_ line: String) {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        let entry = (try? JSONDecoder().decode(Entry.self, from: Data(text.utf8))) ?? ["message": text]
        entries.append(entry)
        for index in waiters.indices where waiters[index].matches(entry) { waiters[index].missing -= 1 }
        for waiter in waiters where waiter.missing == 0 { waiter.continuation.resume(returning: entry) }
        waiters.removeAll { $0.missing == 0 }
    }

    func end(_ status: TerminationStatus?) {
        self.status = status
        isOver = true
        for waiter in endWaiters.values { waiter.resume(returning: status) }
        let said = entries.suffix(5).compactMap { $0["message"] }.joined(separator: " | ")
        for waiter in waiters { waiter.continuation.resume(throwing: ProgramError("it ended first, saying: \(said)")) }
        endWaiters = [:]
        waiters = []
    }

    /// The first entry, or the one of that number, past or to come, that matches.
    func entry(number: Int = 1, where matches: @escaping @Sendable (Entry) -> Bool) async throws -> Entry {
        let known = entries.filter(matches)
        if known.count >= number { return known[number - 1] }
        guard !isOver else { throw ProgramError("it has ended") }
        let id = UUID()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                waiters.append(
                    Waiter(id: id, missing: number - known.count, matches: matches, continuation: $0)
                )
            }
        } onCancel: {
            // A test that has used up its time.
            Task { await self.forget(id) }
        }
    }

    private func forget(_ id: UUID) {
        for waiter in waiters where waiter.id == id { waiter.continuation.resume(throwing: CancellationError()) }
        waiters.removeAll { $0.id == id }
        endWaiters.removeValue(forKey: id)?.resume(returning: nil)
    }

    func ended() async -> TerminationStatus? {
        if isOver { return status }
        let id = UUID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { endWaiters[id] = $0 }
        } onCancel: {
            Task { await self.forget(id) }
        }
    }
}
