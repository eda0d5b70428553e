// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
package import Conversion
import Glibc

/// The second profile: for programs that are started by exec, and for the child that starts one and watches it.
extension Sandbox {
    /// Tasks of the user that there may be beside the program's own: the kernel counts all of them, with their threads. Few
    /// enough that one that runs wild can be ended at once.
    private static let otherTasks: UInt64 = 1000
    private static let threadsOfProcess: UInt64 = 16

    /// Called in the child that starts a program: it becomes the user that the program is to be, which it can end then.
    /// It gets SIGTERM when its parent ends, so that it can end the program first.
    /// - Throws: `SystemError`; then the child must end.
    package func enterLauncher(parent: Int32, folder: Int32) throws {
        setpgid(0, 0)
        try user?.become(owning: [folder])
        guard pannier_stop_with_parent() == 0 else { throw SystemError("prctl(PR_SET_PDEATHSIG)") }
        guard getppid() == parent else { _exit(ChildExit.failed) }
        guard pannier_not_dumpable() == 0 else { throw SystemError("prctl(PR_SET_DUMPABLE)") }
        guard pannier_no_new_privileges() == 0 else { throw SystemError("prctl(PR_SET_NO_NEW_PRIVS)") }
    }

    /// Called in the launcher's child, which then becomes the program.
    /// - Throws: `SystemError`; then the child must end.
    package func enterProgram(_ limits: Limits, parent: Int32, grants: ProgramGrants) throws {
        Self.resetSignals(ignoring: [])
        // See `enter`: a group, not a session.
        setpgid(0, 0)
        _ = pannier_schedule_idle()
        try Self.endWithParent(parent)
        if geteuid() == 0 { pannier_drop_capabilities() }
        guard pannier_no_new_privileges() == 0 else { throw SystemError("prctl(PR_SET_NO_NEW_PRIVS)") }
        try landlock?.restrict(granting: [FolderGrant(grants.folder, .own)], grants.paths)
        if level >= .seccomp {
            let rules = SystemCallRule.ofProgram(grants, landlock: landlock, hasOwnUser: user != nil)
            try SystemCallFilter(rules, otherwise: .allow).load()
        }
        // Last: what is above needs some memory and descriptors itself.
        try ResourceLimits.apply(limits)
        // One that can't fork needs no such limit, and so never suffers from one that runs wild.
        guard grants.processes > 1 else { return }
        try ResourceLimits.applyTasks(Self.otherTasks + UInt64(grants.processes) * Self.threadsOfProcess)
    }
}
