// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import CSeccomp
import Confinement
import Conversion
import Glibc

/// Every system call that there may be, made with arguments that mean nothing.
struct SystemCallSweep {
    /// Beyond the last that this architecture has.
    private static let end = 600

    private let sandbox: Sandbox

    init() throws { sandbox = try Sandbox(.full, user: nil) }

    func run() throws {
        for number in 0..<Self.end where try !isFatal(number) { print(Self.name(of: number)) }
    }

    /// Whether the filter ends a process that makes this call.
    private func isFatal(_ number: Int) throws -> Bool {
        let parent = getpid()
        let child = fork()
        if child == 0 {
            guard (try? sandbox.enter(Limits(), parent: parent, folders: [])) != nil else { _exit(ChildExit.failed) }
            _ = attack_call(number, -1, -1, -1, -1, -1)
            _exit(0)
        }
        guard child > 0 else { throw SystemError("fork") }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7F == SIGSYS
    }

    private static func name(of number: Int) -> String {
        guard let name = seccomp_syscall_resolve_num_arch(seccomp_arch_native(), Int32(number)) else {
            return "\(number)"
        }
        defer { free(name) }
        return String(cString: name)
    }
}
