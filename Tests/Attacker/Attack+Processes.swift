// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Glibc

extension Attack {
    /// The parent is the zygote's like; a signal that nobody minds shows as much as any other.
    static let onProcesses: [Attack] = [
        Attack("kill the zygote", .killed) { Int(kill($0.parent, SIGURG)) },
        Attack("kill a thread of the zygote", .killed) {
            call(Int(SYS_tgkill), Int($0.parent), Int($0.parent), Int(SIGURG))
        },
        Attack("kill a thread by the old call", .killed) { call(Int(SYS_tkill), Int($0.parent), Int(SIGURG)) },
        Attack("queue a signal for the zygote", .killed, absences: privileged) { attack_queue_signal($0.parent) },
        Attack("kill the zygote by descriptor", .killed) { attack_signal_by_descriptor($0.parent) },
        Attack("kill everybody", .killed, absences: [ESRCH]) { _ in Int(kill(-1, 0)) },
        Attack("be traced", .killed) { _ in call(Int(SYS_ptrace), 0) },
        Attack("trace the zygote", .killed, absences: privileged) { attack_trace($0.parent) },
        Attack("read the zygote's memory", .killed, absences: privileged) { attack_read_memory($0.parent) },
        Attack("write the zygote's memory", .killed, absences: privileged) { attack_write_memory($0.parent) },
        Attack("take a descriptor of the zygote's", .killed, absences: privileged) {
            attack_take_descriptor($0.parent, $0.grounds.secret)
        },
        Attack("the zygote's limits", .killed, absences: privileged) { attack_read_limits($0.parent) },
        Attack("its own limits", .killed) { _ in attack_change_limits(0) },
        Attack("another process group", .killed) { Int(setpgid(0, getpgid($0.parent))) },
        Attack("another user", .killed) { _ in Int(setuid(getuid())) },
        Attack("another group", .killed) { _ in Int(setgid(getgid())) },
        Attack("capabilities", .killed) { _ in attack_capabilities() },
        Attack("survive the zygote", .fails(EINVAL)) { _ in call(Int(SYS_prctl), 1, 0) },
        Attack("be dumped and traced again", .fails(EINVAL)) { _ in call(Int(SYS_prctl), 4, 1) },
        Attack("another priority", .killed) { _ in
            Int(setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5))
        },
        Attack("the class of interactive programs", .killed, absences: privileged) { _ in attack_leave_idle() },
    ]

    static let onPrograms: [Attack] = [
        Attack("become another program", .killed) { _ in attack_run() },
        Attack("become its document", .killed) { attack_run_open($0.document) },
        Attack("become a program in memory", .killed) { _ in attack_run_from_memory() },
        Attack("fork", .fails(EAGAIN)) { _ in attack_fork() },
        Attack("vfork", .fails(EAGAIN)) { _ in attack_vfork() },
        Attack("start another program", .fails(EAGAIN)) { _ in attack_spawn() },
        Attack("clone3", .fails(ENOSYS)) { _ in attack_clone3(0) },
        Attack("a thread", .fails(EAGAIN)) { _ in attack_thread() },
    ]

    static let onTheKernel: [Attack] = [
        Attack("io_uring", .killed, absences: privileged) { _ in attack_io_uring() },
        Attack("a user namespace", .killed, absences: userNamespaces) { _ in Int(unshare(CLONE_NEWUSER)) },
        Attack("a process in a user namespace", .fails(ENOSYS), absences: userNamespaces) { _ in
            attack_clone3(UInt64(CLONE_NEWUSER))
        },
        Attack("a mount namespace", .killed, absences: privileged) { _ in Int(unshare(CLONE_NEWNS)) },
        Attack("mount", .killed, absences: privileged) { _ in attack_mount() },
        Attack("a file system", .killed, absences: privileged) { _ in call(Int(SYS_fsopen), text: "tmpfs") },
        Attack("chroot", .killed, absences: privileged) { Int(chroot($0.grounds.path)) },
        Attack("bpf", .killed, absences: privileged) { _ in attack_bpf() },
        Attack("a performance counter", .killed, absences: privileged.union([ENOENT])) { _ in attack_perf() },
        Attack("the session's keys", .killed, absences: privileged) { _ in call(Int(SYS_keyctl), 0, -3, 1) },
        Attack("a key", .killed, absences: privileged.union([EDQUOT])) { _ in
            "user".withCString { kind in
                call(Int(SYS_add_key), Int(bitPattern: kind), Int(bitPattern: kind), Int(bitPattern: kind), 1, -2)
            }
        },
        Attack("userfaultfd", .killed, absences: privileged) { _ in call(Int(SYS_userfaultfd), 1) },
        Attack("fanotify", .killed, absences: privileged) { _ in call(Int(SYS_fanotify_init)) },
        Attack("the kernel's log", .killed, absences: privileged) { _ in call(Int(SYS_syslog), 10) },
        Attack("another filter of system calls", .killed, absences: privileged) { _ in
            attack_filter(UInt32(SYS_seccomp), UInt32(SYS_seccomp), UInt32(SYS_seccomp), UInt32(EPERM))
        },
        Attack("control of an open file", .fails(ENOTTY)) { hand in
            var count: Int32 = 0
            return withUnsafeMutablePointer(to: &count) {
                call(Int(SYS_ioctl), Int(hand.document), Int(FIONREAD), Int(bitPattern: $0))
            }
        },
        Attack("the 32-bit gate", .killed) { _ in attack_old_gate() },
        Attack("the x32 gate", .killed) { _ in attack_x32() },
    ]

    private static let userNamespaces = privileged.union([ENOSPC, EUSERS])

    static let onMemory: [Attack] = [
        Attack("writable and executable memory", .killed) { _ in
            success(mmap(nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        },
        Attack("executable memory from its document", .killed, absences: [EPERM]) {
            success(mmap(nil, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, $0.document, 0))
        },
        Attack("memory made executable", .killed) { _ in Int(mprotect(page, 4096, PROT_READ | PROT_EXEC)) },
        Attack("memory made executable under a key", .killed) { _ in
            call(Int(SYS_pkey_mprotect), Int(bitPattern: page), 4096, Int(PROT_READ | PROT_EXEC), -1)
        },
        Attack("all memory readable as code", .killed, absences: privileged) { _ in
            call(Int(SYS_personality), 0x40_0000)
        },
        Attack("a file in memory", .killed) { _ in call(Int(SYS_memfd_create), text: "file") },
        Attack("memory that is shared", .killed) { _ in attack_shared_memory() },
        Attack("a queue of messages", .killed) { _ in attack_message_queue() },
    ]

    private static func success(_ mapped: UnsafeMutableRawPointer?) -> Int { mapped == MAP_FAILED ? -1 : 0 }

    private static var page: UnsafeMutableRawPointer? {
        mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    }
}
