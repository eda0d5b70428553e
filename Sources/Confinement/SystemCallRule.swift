// SPDX-License-Identifier: GPL-3.0-or-later

import CSeccomp

/// What happens at one system call.
struct SystemCallRule {
    enum Answer {
        case allow
        /// The call does nothing and succeeds: for what programs do to files of their own and could do to others'.
        case ignore
        /// The call fails with this code: for calls that libraries try and can do without.
        case fail(Int32)

        var action: UInt32 {
            switch self {
            case .allow: pannier_seccomp_allow
            case .ignore: pannier_seccomp_errno(0)
            case .fail(let code): pannier_seccomp_errno(code)
            }
        }
    }

    /// One argument, counted from 0: under a mask, or as a whole where it is to be another.
    struct Condition {
        let argument: UInt32
        var mask = UInt64.max
        let value: UInt64
        var isUnequal = false

        var comparison: scmp_arg_cmp {
            if isUnequal { return scmp_arg_cmp(arg: argument, op: SCMP_CMP_NE, datum_a: value, datum_b: 0) }
            return scmp_arg_cmp(arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value)
        }
    }

    let call: String
    let answer: Answer
    /// All of them must hold.
    var conditions: [Condition] = []

    /// Calls that libseccomp may be too old to know; their numbers are the same on every architecture.
    private static let newer: [String: Int32] = ["fchmodat2": 452, "setxattrat": 463, "removexattrat": 466]

    /// Nil where this architecture has no such call.
    var number: Int32? {
        let known = seccomp_syscall_resolve_name(call)
        return known >= 0 ? known : Self.newer[call]
    }
}
