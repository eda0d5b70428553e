// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Subprocess

/// What a program has said so far; whoever waits for a line is told when it comes.
actor ProgramLog {
    typealias Entry = [String: String]

    private struct Waiter {
        let matches: @Sendable (Entry) -> Bool
        let continuation: CheckedContinuation<Entry, any Error>
    }

    private(set) var entries: [Entry] = []
    private var waiters: [Waiter] = []
    private var status: TerminationStatus?
    private var isOver = false
    private var endWaiters: [CheckedContinuation<TerminationStatus?, Never>] = []

    func append(_ line: String) {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        let entry = (try? JSONDecoder().decode(Entry.self, from: Data(text.utf8))) ?? ["message": text]
        entries.append(entry)
        for waiter in waiters where waiter.matches(entry) { waiter.continuation.resume(returning: entry) }
        waiters.removeAll { $0.matches(entry) }
    }

    func end(_ status: TerminationStatus?) {
        self.status = status
        isOver = true
        for waiter in endWaiters { waiter.resume(returning: status) }
        let said = entries.suffix(5).compactMap { $0["message"] }.joined(separator: " | ")
        for waiter in waiters { waiter.continuation.resume(throwing: ProgramError("it ended first, saying: \(said)")) }
        endWaiters = []
        waiters = []
    }

    /// The first entry, past or to come, that matches.
    func entry(where matches: @escaping @Sendable (Entry) -> Bool) async throws -> Entry {
        if let known = entries.first(where: matches) { return known }
        guard !isOver else { throw ProgramError("it has ended") }
        return try await withCheckedThrowingContinuation {
            waiters.append(Waiter(matches: matches, continuation: $0))
        }
    }

    func ended() async -> TerminationStatus? {
        if isOver { return status }
        return await withCheckedContinuation { endWaiters.append($0) }
    }
}
