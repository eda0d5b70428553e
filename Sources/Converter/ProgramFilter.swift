// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import CSeccomp
import Glibc

/// The system calls that an external converter must not make: they fail, and it goes on. What a program calls can't be
/// listed in advance, so all others are allowed.
enum ProgramFilter {
    private static let forbidden = [
        "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "pidfd_send_signal", "kcmp",
        "mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "move_mount", "open_tree", "fsopen", "fsmount",
        "io_uring_setup", "io_uring_enter", "io_uring_register", "bpf", "perf_event_open", "userfaultfd",
        "keyctl", "add_key", "request_key", "init_module", "finit_module", "delete_module", "kexec_load",
        "kexec_file_load", "reboot", "swapon", "swapoff", "open_by_handle_at", "acct", "quotactl", "fanotify_init",
        "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname",
        "shmget", "msgget", "semget", "mq_open",
    ]
    /// CLONE_THREAD of clone(2).
    private static let thread: UInt64 = 0x10000
    /// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.
    private static let namespaces: UInt64 = 0x7E02_0000

    /// Holds for this process, which has one thread, and what it becomes.
    static func load(mayFork: Bool) throws {
        guard let filter = seccomp_init(pannier_seccomp_allow) else { throw SystemError("seccomp_init", code: ENOMEM) }
        defer { seccomp_release(filter) }
        for call in forbidden { try refuse(call, EPERM, in: filter) }
        // glibc then takes clone, whose flags can be looked at.
        try refuse("clone3", ENOSYS, in: filter)
        for bit in (0..<64).map({ UInt64(1) << UInt64($0) }) where namespaces & bit != 0 {
            try refuse("clone", EPERM, where: [masked(0, bit, bit)], in: filter)
        }
        if !mayFork {
            try refuse("clone", EAGAIN, where: [masked(0, thread, 0)], in: filter)
            for call in ["fork", "vfork"] { try refuse(call, EAGAIN, in: filter) }
        }
        let network = scmp_arg_cmp(arg: 0, op: SCMP_CMP_NE, datum_a: UInt64(AF_UNIX), datum_b: 0)
        try refuse("socket", EACCES, where: [network], in: filter)
        try keepSignalsToItself(filter)
        try check(seccomp_load(filter), "seccomp_load")
    }

    /// Others of the same user are not its to end.
    private static func keepSignalsToItself(_ filter: scmp_filter_ctx) throws {
        let other = scmp_arg_cmp(arg: 0, op: SCMP_CMP_NE, datum_a: UInt64(getpid()), datum_b: 0)
        for call in ["kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"] {
            try refuse(call, EPERM, where: [other], in: filter)
        }
    }

    private static func masked(_ argument: UInt32, _ mask: UInt64, _ value: UInt64) -> scmp_arg_cmp {
        scmp_arg_cmp(arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value)
    }

    private static func refuse(
        _ call: String,
        _ code: Int32,
        where conditions: [scmp_arg_cmp] = [],
        in filter: scmp_filter_ctx
    ) throws {
        let number = seccomp_syscall_resolve_name(call)
        // This architecture has no such call, or libseccomp is too old to know it.
        guard number >= 0 else { return }
        let action = pannier_seccomp_errno(code)
        let result = seccomp_rule_add_array(filter, action, number, UInt32(conditions.count), conditions)
        try check(result, "seccomp_rule_add(\(call))")
    }

    private static func check(_ code: Int32, _ call: String) throws {
        guard code == 0 else { throw SystemError(call, code: -code) }
    }
}
