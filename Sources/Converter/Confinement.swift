// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Conversion
import Glibc

/// What a child gives up before it reads a byte of its document.
enum Confinement {
    static func apply(_ limits: Limits, parent: pid_t) throws {
        resetSignals()
        // A group of its own keeps a terminal's signals away. Not a session: under the kernel's autogroups (sched(7)) each
        // session is scheduled as one, and SCHED_IDLE would count for nothing outside it.
        setpgid(0, 0)
        try endWithParent(parent)
        // Where the kernel refuses, the child competes with the front; it is no less safe.
        _ = pannier_schedule_idle()
        try ResourceLimits.apply(limits)
        guard pannier_exit_on_allocation_failure(ChildExit.outOfMemory) == 0 else { throw SystemError("sigaction") }
        guard pannier_not_dumpable() == 0 else { throw SystemError("prctl(PR_SET_DUMPABLE)") }
        guard pannier_no_new_privileges() == 0 else { throw SystemError("prctl(PR_SET_NO_NEW_PRIVS)") }
        // The place for Landlock and, last of all, seccomp.
    }

    private static func resetSignals() {
        signal(SIGINT, SIG_DFL)
        // Ignored, so that a write beyond RLIMIT_FSIZE and a report that nobody reads fail with an error.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
    }

    /// The zygote may have ended before the kernel was told; then nobody would end this process.
    private static func endWithParent(_ parent: pid_t) throws {
        guard pannier_die_with_parent() == 0 else { throw SystemError("prctl(PR_SET_PDEATHSIG)") }
        guard getppid() == parent else { _exit(ChildExit.failed) }
    }
}
