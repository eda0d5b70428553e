// SPDX-License-Identifier: GPL-3.0-or-later

import Spool
import Synchronization

/// Asks for the folders to be looked through. However many ask, one look is asked for at once, and one for later.
final class RescanBell: Sendable {
    private struct State {
        var isRung = false
        var isSet = false
    }

    private let state = Mutex(State())
    private let ring: @Sendable () -> Void
    private let later: @Sendable (@escaping @Sendable () -> Void) -> Void

    /// - Parameters:
    ///   - later: does its argument once entries have had time to be still.
    ///   - ring: has the folders looked through.
    init(
        later: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = RescanBell.afterStillness,
        ring: @escaping @Sendable () -> Void
    ) {
        self.later = later
        self.ring = ring
    }

    /// Asks for a look, unless one is asked for that has not begun.
    func ask() {
        let isFirst = state.withLock { state in
            defer { state.isRung = true }
            return !state.isRung
        }
        if isFirst { ring() }
    }

    /// Asks for a look when what is uncertain now can be told, unless that has been asked for already.
    func askLater() {
        let isFirst = state.withLock { state in
            defer { state.isSet = true }
            return !state.isSet
        }
        guard isFirst else { return }
        later {
            self.state.withLock { $0.isSet = false }
            self.ask()
        }
    }

    /// A look begins: it may miss what is asked for from now on.
    func answer() { state.withLock { $0.isRung = false } }

    private static func afterStillness(_ work: @escaping @Sendable () -> Void) {
        Task {
            try await Task.sleep(for: .nanoseconds(Claims.stillness) + .milliseconds(100))
            work()
        }
    }
}
