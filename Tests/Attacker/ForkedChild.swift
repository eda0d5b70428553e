// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// A process that is forked for one piece of work.
enum ForkedChild {
    enum End: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// - Parameter work: is done in the child; gets the number of its parent.
    static func run(_ work: (pid_t) -> Never) throws -> End {
        let parent = getpid()
        let child = fork()
        if child == 0 { work(parent) }
        guard child > 0 else { throw SystemError("fork") }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
}
