// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Confinement
import Glibc

/// Signals as something to read, so that one wait covers them and the socket.
struct SignalDescriptor {
    let descriptor: Int32

    /// The signals are blocked from here on.
    init(_ numbers: [Int32]) throws {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        guard sigprocmask(SIG_BLOCK, &set, nil) == 0 else { throw SystemError("sigprocmask") }
        descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
        guard descriptor >= 0 else { throw SystemError("signalfd") }
    }

    /// The number of the next signal, or nil where none waits.
    func next() -> Int32? {
        var information = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        guard read(descriptor, &information, size) == size else { return nil }
        return Int32(bitPattern: information.ssi_signo)
    }
}
