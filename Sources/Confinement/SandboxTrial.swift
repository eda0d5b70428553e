// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion
import Glibc

/// Tries levels for real: a child enters one, and must find the root folder closed and be killed at a forbidden call.
/// Versions and promises are not asked.
package struct SandboxTrial: Sendable {
    /// The strongest level that works here; nil where a child can't even lay down what it always does.
    package let strongest: SandboxLevel?
    /// Why no stronger one does.
    package let missing: String?

    /// - Parameter level: none stronger is tried.
    package init(upTo level: SandboxLevel, user: UnprivilegedUser?) {
        var missing: String?
        for candidate in SandboxLevel.allCases.reversed() where candidate <= level {
            let objection = Self.objection(to: candidate, user)
            if objection == nil {
                self.init(strongest: candidate, missing: missing)
                return
            }
            missing = missing ?? objection
        }
        self.init(strongest: nil, missing: missing)
    }

    private init(strongest: SandboxLevel?, missing: String?) {
        self.strongest = strongest
        self.missing = missing
    }

    private static func objection(to level: SandboxLevel, _ user: UnprivilegedUser?) -> String? {
        do {
            let sandbox = try Sandbox(level, user: user)
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw SystemError("pipe") }
            let parent = getpid()
            let child = fork()
            if child == 0 { attempt(sandbox, parent: parent, saying: ends[1]) }
            close(ends[1])
            defer { close(ends[0]) }
            guard child > 0 else { throw SystemError("fork") }
            return verdict(on: level, said: words(ends[0]), status: status(of: child))
        } catch {
            return "\(error)"
        }
    }

    private static func attempt(_ sandbox: Sandbox, parent: pid_t, saying pipe: Int32) -> Never {
        func object(_ words: String) -> Never {
            _ = words.withCString { write(pipe, $0, strlen($0)) }
            _exit(ChildExit.failed)
        }
        do {
            try sandbox.enter(Limits(), parent: parent, folders: [])
        } catch {
            object("\(error)")
        }
        if sandbox.level >= .full, open("/", O_RDONLY | O_DIRECTORY) >= 0 { object("Landlock lets files be opened") }
        if sandbox.level >= .seccomp {
            setsid()
            object("seccomp lets a forbidden call pass")
        }
        _exit(0)
    }

    private static func verdict(on level: SandboxLevel, said words: String, status: Int32) -> String? {
        if !words.isEmpty { return words }
        let isExpected = level >= .seccomp ? status & 0x7F == SIGSYS : status == 0
        return isExpected ? nil : "a process that confined itself ended with status \(status)"
    }

    private static func words(_ pipe: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 1 << 10)
        let count = read(pipe, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    private static func status(of child: pid_t) -> Int32 {
        var status: Int32 = -1
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status
    }
}
