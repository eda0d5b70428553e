// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Keeps programs running until a signal says enough, or one of them can't.
struct Supervisor {
    let programs: [SupervisedProgram]

    /// - Throws: `CommandFailure` of a program that can't run; the others have ended by then.
    func run() async throws {
        let signals = TerminationSignals.stream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for program in programs {
                group.addTask { try await program.keepRunning() }
            }
            group.addTask { await Self.waitForEnd(signals) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Returns at the first signal; at a second one the whole program ends at once, and its children with it.
    private static func waitForEnd(_ signals: AsyncStream<Int32>) async {
        var iterator = signals.makeAsyncIterator()
        guard let number = await iterator.next() else { return }
        Label.supervisor.print("\(String(cString: strsignal(number))): ending front and worker")
        Task {
            var iterator = signals.makeAsyncIterator()
            if await iterator.next() != nil { exit(128 + number) }
        }
    }
}
