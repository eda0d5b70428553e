// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

extension SystemCallRule {
    /// What a program must not do: it fails, and the program goes on. What it calls can't be listed in advance, so all
    /// else is allowed.
    /// - Parameter signalsAreScoped: whether Landlock keeps its signals to its own processes.
    static func ofProgram(_ grants: ProgramGrants, signalsAreScoped: Bool) -> [SystemCallRule] {
        meddling.map { SystemCallRule(call: $0, answer: .fail(EPERM)) } + namespaces + sockets(grants.sockets != nil)
            + (grants.processes > 1 ? [] : forking) + (signalsAreScoped ? [] : signals)
    }

    /// With other processes, the kernel, and what is seldom looked after in it.
    private static let meddling = [
        "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp",
        "mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "move_mount", "open_tree", "fsopen", "fsmount",
        "mount_setattr", "io_uring_setup", "io_uring_enter", "io_uring_register", "bpf", "perf_event_open",
        "userfaultfd", "keyctl", "add_key", "request_key", "init_module", "finit_module", "delete_module",
        "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff", "open_by_handle_at", "acct", "quotactl",
        "fanotify_init", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname",
        "syslog", "personality", "shmget", "msgget", "semget", "mq_open",
    ]

    /// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET. Without clone3, glibc takes clone, whose flags
    /// can be looked at.
    private static let namespaces =
        [SystemCallRule(call: "clone3", answer: .fail(ENOSYS))]
        + [17, 25, 26, 27, 28, 29, 30].map { bit in
            let flag: UInt64 = 1 << bit
            return SystemCallRule(
                call: "clone",
                answer: .fail(EPERM),
                conditions: [Condition(argument: 0, mask: flag, value: flag)]
            )
        }

    /// CLONE_THREAD of clone(2).
    private static let thread: UInt64 = 0x10000

    private static let forking =
        [
            SystemCallRule(
                call: "clone",
                answer: .fail(EAGAIN),
                conditions: [Condition(argument: 0, mask: thread, value: 0)]
            )
        ] + ["fork", "vfork"].map { SystemCallRule(call: $0, answer: .fail(EAGAIN)) }

    /// No network. A UNIX socket that listens in the named folder, but none that reaches somebody else's: Landlock says
    /// nothing of connecting by path.
    private static func sockets(_ mayListen: Bool) -> [SystemCallRule] {
        let reaching = ["connect"].map { SystemCallRule(call: $0, answer: .fail(EACCES)) }
        let datagrams = SystemCallRule(
            call: "socketpair",
            answer: .fail(EACCES),
            conditions: [Condition(argument: 1, mask: 0xF, value: UInt64(SOCK_DGRAM.rawValue))]
        )
        guard mayListen else { return reaching + [datagrams, SystemCallRule(call: "socket", answer: .fail(EACCES))] }
        return reaching + [
            datagrams,
            SystemCallRule(
                call: "socket",
                answer: .fail(EACCES),
                conditions: [Condition(argument: 0, value: UInt64(AF_UNIX), isUnequal: true)]
            ),
            SystemCallRule(
                call: "socket",
                answer: .fail(EACCES),
                conditions: [Condition(argument: 1, mask: 0xF, value: UInt64(SOCK_DGRAM.rawValue))]
            ),
        ]
    }

    /// Others of the same user are not its to end.
    private static let signals =
        ["kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"].map {
            SystemCallRule(
                call: $0,
                answer: .fail(EPERM),
                conditions: [Condition(argument: 0, value: UInt64(ownProcess), isUnequal: true)]
            )
        } + [SystemCallRule(call: "pidfd_send_signal", answer: .fail(EPERM))]
}
