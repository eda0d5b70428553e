// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

extension SystemCallRule {
    /// Stands in the filter where the process id of the child will stand: no process has it.
    static let ownProcess: UInt32 = 0x7FFF_FFFF

    /// What conversion needs; any other call ends the process.
    static let ofConversion: [SystemCallRule] =
        allowed.map { SystemCallRule(call: $0, answer: .allow) } + opening + naming + memory + own
        + refused.flatMap { code, calls in calls.map { SystemCallRule(call: $0, answer: .fail(code)) } }

    /// Reading and writing of what is open, finding of fonts, memory, clocks, signals to oneself, the end.
    private static let allowed = [
        "read", "pread64", "readv", "write", "pwrite64", "writev", "lseek", "close", "getdents64", "fadvise64",
        "fstat", "newfstatat", "statx", "fstatfs", "statfs", "access", "faccessat", "faccessat2", "readlink",
        "readlinkat", "getcwd", "fchdir", "mkdirat", "dup",
        "brk", "munmap", "mremap", "madvise",
        "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time",
        "getrandom", "getpid", "gettid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo",
        "sched_yield", "sched_getaffinity", "futex", "set_robust_list", "rseq",
        "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit", "exit_group",
    ]

    /// Landlock says where. Never a file without a name.
    private static let opening = [
        SystemCallRule(call: "openat", answer: .allow, conditions: [nameless(0)]),
        SystemCallRule(call: "openat", answer: .fail(EACCES), conditions: [nameless(pannier_nameless_file)]),
    ]

    /// A second name for a file, but not for what a link or a descriptor leads to. Nothing is removed: a file that is open
    /// and has no name any more would be counted by nobody.
    private static let naming = [
        SystemCallRule(call: "linkat", answer: .allow, conditions: [Condition(argument: 4, value: 0)])
    ]

    /// Memory that is never code.
    private static let memory = ["mmap", "mprotect"].map {
        SystemCallRule(call: $0, answer: .allow, conditions: [notExecutable])
    }

    /// To read its own limits, to send itself a signal as abort(3) does, and to look at its descriptors.
    private static let own =
        [
            SystemCallRule(
                call: "prlimit64",
                answer: .allow,
                conditions: [Condition(argument: 0, value: 0), Condition(argument: 2, value: 0)]
            ),
            SystemCallRule(
                call: "tgkill",
                answer: .allow,
                conditions: [Condition(argument: 0, mask: 0xFFFF_FFFF, value: UInt64(ownProcess))]
            ),
        ]
        + [F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC].map {
            SystemCallRule(call: "fcntl", answer: .allow, conditions: [Condition(argument: 1, value: UInt64($0))])
        }

    private static func nameless(_ value: UInt64) -> Condition {
        Condition(argument: 2, mask: pannier_nameless_file, value: value)
    }

    private static let notExecutable = Condition(argument: 2, mask: UInt64(PROT_EXEC), value: 0)

    private static let refused: [(Int32, [String])] = [
        (EACCES, ["socket", "socketpair", "mkdir", "rmdir", "unlink", "unlinkat", "link"]),
        (EACCES, ["rename", "renameat", "renameat2", "symlink", "symlinkat", "chmod", "fchmodat", "utimensat"]),
        (EAGAIN, ["clone", "fork", "vfork"]),
        (ENOSYS, ["clone3"]),
        (ENOTTY, ["ioctl"]),
        (EINVAL, ["prctl"]),
        // GLib asks before each of its warnings whether standard error leads to the journal.
        (ENOTSOCK, ["getpeername"]),
    ]
}
