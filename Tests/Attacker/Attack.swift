// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Conversion
import Glibc

/// Something that a converter has no business to do, tried inside a child.
struct Attack: Sendable {
    /// What the child has in hand, by the numbers it has there.
    struct Hand {
        let grounds: Grounds
        let document: Int32
        let slices: Int32
        let results: Int32
        let parent: pid_t
    }

    /// How a confined child is stopped.
    enum Denial: Hashable, Sendable {
        case killed
        case fails(Int32)
    }

    let name: String
    let denial: Denial
    /// Codes that say, where nothing is confined, that this kernel, file system or user can't do such a thing at all.
    let absences: Set<Int32>
    /// The weakest level that denies it.
    let weakest: SandboxLevel
    /// Negative, with the reason in errno, where the kernel refuses.
    let attempt: @Sendable (Hand) -> Int

    /// - Parameter absences: beside ENOSYS.
    init(
        _ name: String,
        _ denial: Denial,
        from weakest: SandboxLevel = .seccomp,
        absences: Set<Int32> = [],
        _ attempt: @escaping @Sendable (Hand) -> Int
    ) {
        self.name = name
        self.denial = denial
        self.absences = absences.union([ENOSYS])
        self.weakest = weakest
        self.attempt = attempt
    }

    static let all = onFiles + onOwnFolders + onProcesses + onPrograms + onTheKernel + onSockets + onMemory

    /// A system call with the numbers or addresses that it takes.
    static func call(_ number: Int, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0, _ e: Int = 0) -> Int {
        attack_call(number, a, b, c, d, e)
    }

    /// The same, with a text's address as the first of its arguments.
    static func call(_ number: Int, text: String, _ rest: Int...) -> Int {
        let rest = rest + [0, 0, 0, 0]
        return text.withCString { call(number, Int(bitPattern: $0), rest[0], rest[1], rest[2], rest[3]) }
    }

    /// The codes of what only root may do, or is not to do in a container.
    static let privileged: Set<Int32> = [EPERM, EACCES]
}
