// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Glibc

/// What came of an attack.
enum AttackEnd: Hashable, Sendable {
    case succeeded
    case failed(Int32)
    case killed(Int32)

    /// The exit code of a child that got through: the same as of the programs that it may have become.
    static let successCode = Int32(attack_succeeded)

    init(_ end: ForkedChild.End) {
        self =
            switch end {
            case .exited(Self.successCode): .succeeded
            case .exited(let code): .failed(code)
            case .signalled(let number): .killed(number)
            }
    }

    /// What a confined child must come to.
    func isDenial(of attack: Attack) -> Bool {
        switch attack.denial {
        case .killed: self == .killed(SIGSYS)
        case .fails(let code): self == .failed(code)
        }
    }

    /// Whether it fails here whoever tries it.
    func isAbsence(for attack: Attack) -> Bool {
        switch self {
        case .succeeded: false
        case .failed(let code): attack.absences.contains(code)
        // A gate of the processor that this kernel does not have.
        case .killed(let number): number == SIGSEGV
        }
    }

    var words: String {
        switch self {
        case .succeeded: "succeeded"
        case .failed(let code): String(cString: strerror(code))
        case .killed(let number): "killed: \(String(cString: strsignal(number)))"
        }
    }
}
