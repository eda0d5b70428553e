// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Asks a program to end, once: as soon as it has been asked for and there is a program to ask, whichever comes last.
final class StopRequest: Sendable {
    private struct State {
        var isMade = false
        var action: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    func make() {
        let action = state.withLock { state in
            state.isMade = true
            return state.action
        }
        action?()
    }

    func whenMade(_ action: @escaping @Sendable () -> Void) {
        let isMade = state.withLock { state in
            state.action = action
            return state.isMade
        }
        if isMade { action() }
    }
}
