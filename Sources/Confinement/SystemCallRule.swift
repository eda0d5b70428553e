// SPDX-License-Identifier: GPL-3.0-or-later

import CSeccomp

/// What happens at one system call. Any call that no rule names ends the process.
struct SystemCallRule {
    enum Answer {
        case allow
        /// The call fails with this code: for calls that libraries try and can do without.
        case fail(Int32)

        var action: UInt32 {
            switch self {
            case .allow: pannier_seccomp_allow
            case .fail(let code): pannier_seccomp_errno(code)
            }
        }
    }

    /// One argument, counted from 0, under a mask.
    struct Condition {
        let argument: UInt32
        var mask = UInt64.max
        let value: UInt64

        var comparison: scmp_arg_cmp {
            scmp_arg_cmp(arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value)
        }
    }

    let call: String
    let answer: Answer
    /// All of them must hold.
    var conditions: [Condition] = []
}
