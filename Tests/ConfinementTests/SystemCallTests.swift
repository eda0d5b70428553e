// SPDX-License-Identifier: GPL-3.0-or-later

import Subprocess
import SystemPackage
import Testing

/// The filter of system calls, by trying all numbers.
struct SystemCallTests {
    /// Calls that a confined child may make in some way, or that fail with a code of ours.
    static let known: Set<Substring> = [
        "read", "pread64", "readv", "write", "pwrite64", "writev", "lseek", "close", "getdents64", "fadvise64",
        "fstat", "newfstatat", "statx", "fstatfs", "statfs", "access", "faccessat", "faccessat2", "readlink",
        "readlinkat", "getcwd", "fchdir", "openat", "mkdirat", "dup", "brk", "munmap", "mremap", "madvise",
        "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time",
        "getrandom", "getpid", "gettid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo",
        "sched_yield", "sched_getaffinity", "futex", "set_robust_list", "rseq",
        "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit", "exit_group",
    ]
    static let refused: Set<Substring> = [
        "socket", "socketpair", "mkdir", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link",
        "symlink",
        "symlinkat", "chmod", "fchmodat", "utimensat", "clone", "fork", "vfork", "clone3", "ioctl", "prctl",
        "getpeername",
    ]
    /// uretprobe and uprobe on x86-64: newer kernels let them pass any filter; they answer only the kernel's own probes.
    static let exempt: Set<Substring> = ["335", "336", "uretprobe", "uprobe"]

    @Test func everyOtherCallEndsTheProcess() async throws {
        let result = try await run(
            .path(FilePath(AttackTests.program)),
            arguments: ["--calls"],
            output: .string(limit: 1 << 16),
            error: .string(limit: 1 << 16)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        let survivors = Set(result.standardOutput.split(separator: "\n"))
        #expect(survivors.isSuperset(of: ["read", "write", "openat", "clone3"]))
        let unexpected = survivors.subtracting(Self.known).subtracting(Self.refused).subtracting(Self.exempt)
        #expect(unexpected.isEmpty)
    }
}
