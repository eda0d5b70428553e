// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Glibc

extension Attack {
    static let onProcesses: [Attack] = [
        Attack("run a program") { _ in
            call(Int32(SYS_execve), path: "/bin/true") { [$0] }
        },
        Attack("run a program by descriptor") { hand in
            call(Int32(SYS_execveat), path: "") { [Int(hand.document), $0, 0, 0, 0x1000] }
        },
        Attack("fork") { _ in attack_fork() },
        Attack("clone3") { _ in attack_clone3() },
        Attack("kill the parent") { Int(kill($0.parent, 0)) },
        Attack("signal the parent's thread") {
            call(Int32(SYS_tgkill), Int($0.parent), Int($0.parent), 0)
        },
        Attack("kill everybody") { _ in Int(kill(-1, 0)) },
        Attack("be traced") { _ in call(Int32(SYS_ptrace), 0) },
        Attack("trace the parent") { call(Int32(SYS_ptrace), 16, Int($0.parent)) },
        Attack("read the parent's memory") { call(Int32(SYS_process_vm_readv), Int($0.parent)) },
        Attack("write the parent's memory") { call(Int32(SYS_process_vm_writev), Int($0.parent)) },
        Attack("a descriptor for the parent") { call(Int32(SYS_pidfd_open), Int($0.parent)) },
        Attack("a descriptor of the parent's") { call(Int32(SYS_pidfd_getfd), Int($0.document)) },
        Attack("the parent's limits") { call(Int32(SYS_prlimit64), Int($0.parent), Int(RLIMIT_NOFILE.rawValue)) },
        Attack("its own limits") { _ in
            var limit = rlimit(rlim_cur: 8, rlim_max: 8)
            return Int(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit))
        },
        Attack("another session") { _ in Int(setsid()) },
        Attack("another user") { _ in Int(setuid(0)) },
        Attack("another group") { _ in Int(setgid(0)) },
        Attack("capabilities") { _ in call(Int32(SYS_capset)) },
        Attack("survive the parent") { _ in call(Int32(SYS_prctl), 1, 0) },
        Attack("another priority") { _ in Int(setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, -5)) },
    ]

    static let onTheKernel: [Attack] = [
        Attack("an internet socket") { _ in Int(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)) },
        Attack("a datagram socket") { _ in Int(socket(AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)) },
        Attack("a UNIX socket") { _ in Int(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)) },
        Attack("a netlink socket") { _ in Int(socket(AF_NETLINK, Int32(SOCK_RAW.rawValue), 0)) },
        Attack("a socket pair") { _ in
            var ends: [Int32] = [0, 0]
            return Int(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends))
        },
        Attack("connect") { hand in call(Int32(SYS_connect), Int(hand.document)) },
        Attack("send") { hand in call(Int32(SYS_sendto), Int(hand.document)) },
        Attack("io_uring") { _ in call(Int32(SYS_io_uring_setup), 8) },
        Attack("a user namespace") { _ in call(Int32(SYS_unshare), 0x1000_0000) },
        Attack("another namespace") { hand in call(Int32(SYS_setns), Int(hand.document)) },
        Attack("mount") { _ in call(Int32(SYS_mount)) },
        Attack("chroot") { hand in call(Int32(SYS_chroot), path: hand.grounds.path) { [$0] } },
        Attack("bpf") { _ in call(Int32(SYS_bpf)) },
        Attack("perf_event_open") { _ in call(Int32(SYS_perf_event_open)) },
        Attack("keyctl") { _ in call(Int32(SYS_keyctl), 0, -3, 1) },
        Attack("add_key") { _ in call(Int32(SYS_add_key)) },
        Attack("userfaultfd") { _ in call(Int32(SYS_userfaultfd), 1) },
        Attack("fanotify") { _ in call(Int32(SYS_fanotify_init)) },
        Attack("inotify") { _ in call(Int32(SYS_inotify_init1)) },
        Attack("type into the terminal") { hand in call(Int32(SYS_ioctl), Int(hand.document), 0x5412) },
        Attack("the 32-bit gate") { _ in attack_old_gate() },
        Attack("the x32 gate") { _ in attack_x32() },
        Attack("a call that there is not") { _ in call(4000) },
    ]

    static let onMemory: [Attack] = [
        Attack("writable and executable memory") { _ in
            success(mmap(nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        },
        Attack("executable memory from a file") {
            success(mmap(nil, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, $0.document, 0))
        },
        Attack("memory made executable") { _ in
            let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            return Int(mprotect(page, 4096, PROT_READ | PROT_EXEC))
        },
        Attack("memory made executable under a key") { _ in
            let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            return call(Int32(SYS_pkey_mprotect), Int(bitPattern: page), 4096, Int(PROT_READ | PROT_EXEC), -1)
        },
        Attack("all memory readable as code") { _ in call(Int32(SYS_personality), 0x40_0000) },
        Attack("a program in memory") { _ in call(Int32(SYS_memfd_create), path: "program") { [$0] } },
        Attack("shared memory") { _ in call(Int32(SYS_shmget), 0, 4096, 0o1600) },
    ]

    private static func success(_ mapped: UnsafeMutableRawPointer?) -> Int { mapped == MAP_FAILED ? -1 : 0 }
}
