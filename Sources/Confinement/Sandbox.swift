// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
package import Conversion
import Glibc

/// What a child gives up before it reads a byte of its document. Made once, by the process that forks.
package struct Sandbox: Sendable {
    package let level: SandboxLevel
    let user: UnprivilegedUser?
    let landlock: Landlock?
    private let filter: SystemCallFilter?

    /// - Parameters:
    ///   - user: whom a child becomes; nil where it stays who it is.
    ///   - newest: no later version of Landlock is used; for those who try older ones.
    /// - Throws: `SystemError` where the kernel has not what the level needs.
    package init(_ level: SandboxLevel, user: UnprivilegedUser?, landlockUpTo newest: Int = .max) throws {
        self.level = level
        self.user = user
        landlock = level >= .full ? try Landlock(upTo: newest) : nil
        filter = level >= .seccomp ? try SystemCallFilter(SystemCallRule.ofConversion, otherwise: .kill) : nil
    }

    /// Landlock's version, where the level has it.
    package var landlockVersion: Int? { landlock?.version }

    /// Called in the child, which has one thread, once its descriptors are in place.
    /// - Throws: `SystemError`; then the child must end.
    package func enter(_ limits: Limits, parent: Int32, folders: [FolderGrant]) throws {
        // Ignored, so that a write beyond RLIMIT_FSIZE and a report that nobody reads fail with an error.
        Self.resetSignals(ignoring: [SIGXFSZ, SIGPIPE])
        // A group of its own keeps a terminal's signals away. Not a session: under the kernel's autogroups (sched(7)) each
        // session is scheduled as one, and SCHED_IDLE would count for nothing outside it.
        setpgid(0, 0)
        // Where the kernel refuses, the child competes with the front; it is no less safe.
        _ = pannier_schedule_idle()
        try user?.become(owning: folders.lazy.filter(\.makesFiles).map(\.descriptor))
        // After the change of user, which would clear it.
        try Self.endWithParent(parent)
        try ResourceLimits.apply(limits)
        guard pannier_exit_on_allocation_failure(ChildExit.outOfMemory) == 0 else { throw SystemError("sigaction") }
        guard pannier_not_dumpable() == 0 else { throw SystemError("prctl(PR_SET_DUMPABLE)") }
        guard pannier_no_new_privileges() == 0 else { throw SystemError("prctl(PR_SET_NO_NEW_PRIVS)") }
        try landlock?.restrict(granting: folders, PathGrant.fontsAndTables)
        try filter?.load()
    }

    static func resetSignals(ignoring ignored: [Int32]) {
        for number in [SIGINT, SIGPIPE, SIGXFSZ] { signal(number, ignored.contains(number) ? SIG_IGN : SIG_DFL) }
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
    }

    /// The zygote may have ended before the kernel was told; then nobody would end this process.
    static func endWithParent(_ parent: pid_t) throws {
        guard pannier_die_with_parent() == 0 else { throw SystemError("prctl(PR_SET_PDEATHSIG)") }
        guard getppid() == parent else { _exit(ChildExit.failed) }
    }
}
