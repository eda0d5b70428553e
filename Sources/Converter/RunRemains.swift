// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// What a run has started, and what that leaves behind. Shared by all who may have to end it.
final class RunRemains {
    /// How a program ended, and the processor time that it took, in seconds.
    typealias End = (status: Int32, seconds: Double)

    /// Until it is reaped: so long its number is its own, and its group's too.
    private(set) var program: pid_t?
    private let sockets: SocketFolder?
    private let earlier: Set<SocketFolder.Entry>

    /// - Parameter socketPrefix: as the converter has it.
    init(socketPrefix: String?) {
        sockets = socketPrefix.map(SocketFolder.init)
        earlier = sockets?.entries() ?? []
    }

    /// Removes the sockets at which nobody listens. Whose they are nobody can say: too many are no reason to end anybody.
    func removeSockets() { sockets?.removeStale(besides: earlier) }

    func began(_ program: pid_t) { self.program = program }

    /// Whether the program has ended; all others that have are reaped.
    func programHasEnded() -> Bool {
        while case let ended = pannier_ended_child(), ended > 0 {
            if ended == program { return true }
            waitpid(ended, nil, WNOHANG)
        }
        return false
    }

    /// Reaps the program, which has ended, once the rest of its group is told to end.
    func reapProgram() -> End? {
        guard let ended = program else { return nil }
        signalGroup(SIGKILL)
        program = nil
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(ended, &status, WNOHANG, &usage) == ended else { return nil }
        return (status, usage.ru_utime.seconds + usage.ru_stime.seconds)
    }

    /// Stops the program's group, so that nothing is moved past the look.
    func whileStopped(_ look: ([ProcessFacts]) throws -> Void) throws {
        guard let program else { return }
        signalGroup(SIGSTOP)
        defer { signalGroup(SIGCONT) }
        try look(try Descendants.living(stopped: program))
    }

    /// Ends all that lives, the group at one stroke, and removes the sockets that it may make but not remove.
    func clearAway() {
        signalGroup(SIGKILL)
        Descendants.endAll()
        program = nil
        removeSockets()
    }

    private func signalGroup(_ number: Int32) { if let program { kill(-program, number) } }
}
