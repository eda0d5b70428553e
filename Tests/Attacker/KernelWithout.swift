// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Glibc

/// A kernel that lacks something, as far as a program can tell.
struct KernelWithout {
    private let calls: (UInt32, UInt32, UInt32)
    private let code: Int32

    /// - Parameter thing: `landlock` (not built), `landlock-now` (off at boot) or `seccomp`.
    init(_ thing: String) {
        switch thing {
        case "landlock": (calls, code) = (attack_landlock_calls, ENOSYS)
        case "landlock-now": (calls, code) = (attack_landlock_calls, EOPNOTSUPP)
        case "seccomp":
            let number = UInt32(SYS_seccomp)
            (calls, code) = ((number, number, number), ENOSYS)
        default: exit(64)
        }
    }

    /// Becomes the program.
    func run(_ command: [String]) -> Never {
        guard let program = command.first else { exit(64) }
        guard attack_lack(calls.0, calls.1, calls.2, UInt32(code)) == 0 else { exit(71) }
        var arguments = command.map { strdup($0) } + [nil]
        execv(program, &arguments)
        exit(72)
    }
}
