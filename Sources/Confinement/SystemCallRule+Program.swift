// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

extension SystemCallRule {
    /// What a program must not do: it fails, and the program goes on. What it calls can't be listed in advance, so all
    /// else is allowed.
    /// - Parameters:
    ///   - landlock: what the program is in already; nil where it is in none.
    ///   - hasOwnUser: whether no file but its own belongs to its user.
    static func ofProgram(_ grants: ProgramGrants, landlock: Landlock?, hasOwnUser: Bool) -> [SystemCallRule] {
        meddling.map { SystemCallRule(call: $0, answer: .fail(EPERM)) } + namespaces + sockets(grants.sockets != nil)
            + withoutFiles + limits + remaining + (hasOwnUser ? [] : rights) + (grants.processes > 1 ? [] : forking)
            + (landlock?.scopesSignals ?? false ? [] : signals + signalsByDescriptor)
            + (landlock?.coversTruncation ?? false ? [] : truncation)
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

    /// Memory that no limit of address space or file sizes counts.
    private static let withoutFiles = ["memfd_create", "memfd_secret"].map {
        SystemCallRule(call: $0, answer: .fail(ENOSYS))
    }

    /// Limits and turns of others, whom a limit can end as a signal would: each call with the argument that names somebody,
    /// and what it is for a program's own. (PRIO_PROCESS is 0, IOPRIO_WHO_PROCESS 1.)
    private static let limits = [
        ("prlimit64", 0, 0), ("sched_setscheduler", 0, 0), ("sched_setparam", 0, 0), ("sched_setattr", 0, 0),
        ("sched_setaffinity", 0, 0), ("setpriority", 0, 0), ("setpriority", 1, 0), ("ioprio_set", 0, 1),
        ("ioprio_set", 1, 0),
    ].map { call, argument, own in
        SystemCallRule(
            call: call,
            answer: .fail(EPERM),
            conditions: [Condition(argument: UInt32(argument), value: UInt64(own), isUnequal: true)]
        )
    }

    /// Owner, rights and times of a file by its path: Landlock says nothing of them. Without a path, utimensat means an open
    /// file.
    private static let rights =
        [
            "chmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchownat", "setxattr", "lsetxattr", "setxattrat",
            "removexattr", "lremovexattr", "removexattrat", "utime", "utimes", "futimesat",
        ].map { SystemCallRule(call: $0, answer: .ignore) } + [
            SystemCallRule(
                call: "utimensat",
                answer: .ignore,
                conditions: [Condition(argument: 1, value: 0, isUnequal: true)]
            )
        ]

    /// It stays in the group by which its launcher stops and ends it, and lets itself be looked into: each process has one
    /// table of descriptors, which its user may read. (PR_SET_DUMPABLE is 4, CLOSE_RANGE_UNSHARE 2, CLONE_FILES 0x400.)
    private static let remaining =
        ["setsid", "setpgid"].map { SystemCallRule(call: $0, answer: .ignore) } + [
            SystemCallRule(call: "prctl", answer: .ignore, conditions: [Condition(argument: 0, mask: int, value: 4)]),
            SystemCallRule(
                call: "close_range",
                answer: .fail(EINVAL),
                conditions: [Condition(argument: 2, mask: 2, value: 2)]
            ),
            SystemCallRule(
                call: "clone",
                answer: .fail(EPERM),
                conditions: [Condition(argument: 0, mask: thread | 0x400, value: thread)]
            ),
        ]

    /// The kernel takes an argument that is an int for its lower half alone.
    private static let int: UInt64 = 0xFFFF_FFFF

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
        let reaching = ["connect"].map { SystemCallRule(call: $0, answer: .fail(EACCES)) } + datagrams("socketpair")
        guard mayListen else { return reaching + [SystemCallRule(call: "socket", answer: .fail(EACCES))] }
        let foreign = SystemCallRule(
            call: "socket",
            answer: .fail(EACCES),
            conditions: [Condition(argument: 0, value: UInt64(AF_UNIX), isUnequal: true)]
        )
        return reaching + [foreign] + datagrams("socket")
    }

    /// They reach a path without a connection. Among UNIX sockets a raw one is such a socket too (unix(7)).
    private static func datagrams(_ call: String) -> [SystemCallRule] {
        [SOCK_DGRAM, SOCK_RAW].map { kind in
            SystemCallRule(
                call: call,
                answer: .fail(EACCES),
                conditions: [Condition(argument: 1, mask: 0xF, value: UInt64(kind.rawValue))]
            )
        }
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

    /// That an open file or socket tells of its news by a signal, of any kind and to anybody of the same user: F_SETOWN,
    /// F_SETSIG and F_SETOWN_EX of fcntl(2), FIOSETOWN and SIOCSPGRP of ioctl(2).
    private static let signalsByDescriptor =
        [8, 10, 15].map { SystemCallRule(command: $0, of: "fcntl") }
        + [0x8901, 0x8902].map { SystemCallRule(command: $0, of: "ioctl") }

    private init(command: UInt64, of call: String) {
        self.init(
            call: call,
            answer: .fail(EPERM),
            conditions: [Condition(argument: 1, mask: Self.int, value: command)]
        )
    }

    /// By path, which Landlock learned late; ftruncate needs a file that is open for writing. The flags of openat2 can't be
    /// looked at: whoever finds it missing takes openat.
    private static let truncation =
        [
            SystemCallRule(call: "truncate", answer: .fail(EACCES)),
            SystemCallRule(call: "openat2", answer: .fail(ENOSYS)),
        ] + [("open", 1), ("openat", 2)].map { call, flags in SystemCallRule(emptyingReadersOf: call, flags: flags) }

    /// To open a file for reading alone, and have it emptied.
    private init(emptyingReadersOf call: String, flags: UInt32) {
        self.init(
            call: call,
            answer: .fail(EACCES),
            conditions: [Condition(argument: flags, mask: UInt64(O_ACCMODE | O_TRUNC), value: UInt64(O_TRUNC))]
        )
    }
}
