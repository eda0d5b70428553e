// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Glibc

/// What a program of its own tries, which may call whatever is not refused: on files and processes of its user, and on those
/// who watch it.
extension Attack {
    static let byPrograms: [Attack] = [
        Attack("cut another job's document", .fails(EACCES)) {
            call(Int(SYS_truncate), text: $0.grounds.other + "/document")
        },
        Attack("empty a file that it may read", .fails(EACCES)) {
            Int(open($0.grounds.path + "/document", O_RDONLY | O_TRUNC))
        },
        Attack("kill the launcher", .fails(EPERM)) { Int(kill($0.parent, SIGURG)) },
        Attack("bind the launcher to a core", .fails(EPERM)) { hand in
            var cores: UInt64 = 1
            return withUnsafeMutablePointer(to: &cores) {
                call(Int(SYS_sched_setaffinity), Int(hand.parent), 8, Int(bitPattern: $0))
            }
        },
        Attack("the times of another job's document", .fails(ECANCELED)) { hand in
            changesTimes(of: hand.grounds.other + "/document") { utimensat(AT_FDCWD, $0, $1, 0) }
        },
        Attack("its times by an older call", .fails(ECANCELED)) { hand in
            changesTimes(of: hand.grounds.other + "/document") { path, _ in
                utimes(path, [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)])
            }
        },
        Attack("a session of its own", .fails(ECANCELED)) { _ in forked { setsid() >= 0 && getsid(0) == getpid() } },
        Attack("a group of its own", .fails(ECANCELED)) { _ in forked { setpgid(0, 0) == 0 && getpgrp() == getpid() } },
        Attack("hide its descriptors", .fails(ECANCELED)) { _ in
            outcome(call(Int(SYS_prctl), 4, 0) == 0 && call(Int(SYS_prctl), 3) == 0)
        },
        Attack("hide its descriptors, the long way", .fails(ECANCELED)) { _ in
            outcome(call(Int(SYS_prctl), 1 << 32 | 4, 0) == 0 && call(Int(SYS_prctl), 3) == 0)
        },
        Attack("a thread with descriptors of its own", .fails(EPERM)) { _ in attack_thread_apart() },
        Attack("descriptors of its own by closing some", .fails(EINVAL)) { _ in
            call(Int(attack_close_range), 1000, 1000, 2)
        },
    ]

    /// Tried where Landlock does not keep signals in, or does not know how.
    static let bySignals = bySignals(", plainly", 0) + bySignals(", with more than the kernel looks at", 1 << 32)

    private static func bySignals(_ manner: String, _ high: Int) -> [Attack] {
        [
            Attack("signals of a socket for the launcher" + manner, .fails(EPERM)) {
                call(Int(SYS_fcntl), pair, high | 8, Int($0.parent))
            },
            Attack("another signal of a socket" + manner, .fails(EPERM)) { _ in
                call(Int(SYS_fcntl), pair, high | 10, Int(SIGURG))
            },
            Attack("signals of a socket for a kind of owner" + manner, .fails(EPERM)) {
                withValue((Int32(1), $0.parent)) { call(Int(SYS_fcntl), pair, high | 15, $0) }
            },
            Attack("signals of a socket by control" + manner, .fails(EPERM)) {
                withValue($0.parent) { call(Int(SYS_ioctl), pair, high | 0x8901, $0) }
            },
            Attack("signals of a socket by older control" + manner, .fails(EPERM)) {
                withValue($0.parent) { call(Int(SYS_ioctl), pair, high | 0x8902, $0) }
            },
        ]
    }

    private static var pair: Int {
        var ends: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
        return Int(ends[0])
    }

    private static func withValue<Value>(_ value: Value, _ body: (Int) -> Int) -> Int {
        var value = value
        return withUnsafeMutablePointer(to: &value) { body(Int(bitPattern: $0)) }
    }

    /// A call may succeed and yet do nothing.
    private static func outcome(_ hasWorked: Bool) -> Int {
        if !hasWorked && (errno == 0 || errno == ENOENT) { errno = ECANCELED }
        return hasWorked ? 0 : -1
    }

    /// In a process that leads no group.
    private static func forked(_ body: () -> Bool) -> Int {
        let child = fork()
        if child == 0 { _exit(body() ? 0 : 1) }
        var status: Int32 = 1
        waitpid(child, &status, 0)
        return outcome(status == 0)
    }

    private static func changesTimes(of path: String, _ change: (String, [timespec]) -> Int32) -> Int {
        let time = timespec(tv_sec: 1, tv_nsec: 0)
        guard change(path, [time, time]) == 0 else { return -1 }
        var facts = stat()
        return outcome(lstat(path, &facts) == 0 && facts.st_mtim.tv_sec == 1)
    }
}
