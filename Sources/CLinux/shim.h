// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What Swift's Glibc module does not show: variadic calls, calls without a wrapper, and GNU extensions.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <fcntl.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

/// openat2(2), beneath the folder, through no link of any kind and into no other mount.
static inline int pannier_open_beneath(int folder, const char *name, int flags, unsigned mode) {
    struct open_how how = {
        .flags = (unsigned)(flags | O_CLOEXEC | O_NOFOLLOW),
        .mode = (flags & O_CREAT) ? mode : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    return (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
}

static inline int pannier_rename(int from, const char *old, int to, const char *new, unsigned flags) {
    return renameat2(from, old, to, new, flags);
}

static inline int pannier_take_read_lease(int descriptor) { return fcntl(descriptor, F_SETLEASE, F_RDLCK); }

static inline int pannier_drop_lease(int descriptor) { return fcntl(descriptor, F_SETLEASE, F_UNLCK); }

/// The file system's magic number (statfs(2)), or 0 where it can't be told.
static inline long pannier_file_system_type(int descriptor) {
    struct statfs facts;
    return fstatfs(descriptor, &facts) == 0 ? (long)facts.f_type : 0;
}

static inline int pannier_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

/// This process and those that it forks from now on have no controlling terminal, and can't get one back.
static inline void pannier_leave_terminal(void) {
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) return;
    ioctl(terminal, TIOCNOTTY);
    close(terminal);
}

/// Freed memory stays with the process, up to large blocks. A process that lives for one document asks the kernel for the
/// same pages again and again otherwise, and each comes zeroed.
static inline void pannier_keep_freed_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
}

/// Begins to write a whole file out, without waiting.
static inline int pannier_start_writing(int file) {
    return (int)syscall(SYS_sync_file_range, file, 0L, 0L, SYNC_FILE_RANGE_WRITE);
}

static inline int pannier_schedule_idle(void) {
    struct sched_param parameters = {0};
    return sched_setscheduler(0, SCHED_IDLE, &parameters);
}

// What a confined process asks of the kernel for itself.

#include <errno.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/mman.h>

static inline int pannier_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

/// Neither core dumps nor ptrace by others of the same user.
static inline int pannier_not_dumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// Closes every descriptor from this one upwards.
static inline int pannier_close_from(unsigned first) { return close_range(first, ~0U, 0); }

/// Landlock's version, or -1 with the reason in errno: ENOSYS (not built), EOPNOTSUPP (off at boot).
static inline int pannier_landlock_version(void) {
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

/// A new set of rules, which denies the named rights wherever no rule grants them. Headers may be older than the kernel,
/// so the structure stands here; a kernel that is older than the structure takes it where the fields it lacks are 0.
static inline int pannier_landlock_create(uint64_t files, uint64_t network, uint64_t scopes) {
    const struct {
        uint64_t handled_access_fs, handled_access_net, scoped;
    } rights = {files, network, scopes};
    return (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0);
}

/// Grants rights beneath an open folder, or on an open file.
static inline int pannier_landlock_grant(int ruleset, uint64_t rights, int descriptor) {
    const struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = descriptor};
    return (int)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static inline int pannier_landlock_restrict(int ruleset) {
    return (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
}

/// Whether the kernel has filters of system calls that can end a process: 0, or -1 with the reason in errno.
static inline int pannier_seccomp_available(void) {
    const uint32_t action = SECCOMP_RET_KILL_PROCESS;
    return (int)syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action);
}

/// Puts this process under a filter of its system calls, for good.
static inline int pannier_seccomp_load(const struct sock_filter *instructions, unsigned short count) {
    const struct sock_fprog program = {.len = count, .filter = (struct sock_filter *)instructions};
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

/// The flag of open(2) for a file without a name; O_TMPFILE has O_DIRECTORY's beside it.
static const uint64_t pannier_nameless_file = O_TMPFILE & ~O_DIRECTORY;

static inline int pannier_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

static inline volatile sig_atomic_t *pannier_allocation_failure_code(void) {
    static volatile sig_atomic_t code;
    return &code;
}

/// Only calls that are safe in a signal handler.
static inline void pannier_on_fatal_signal(int number) {
    if (errno == ENOMEM) _exit(*pannier_allocation_failure_code());
    raise(number);
}

/// C and C++ libraries abort, trap or fault when an allocation fails: then the process ends with this code. Any other
/// fatal signal takes its usual course, because the handler is installed for one time.
static inline int pannier_exit_on_allocation_failure(int code) {
    static char stack[1 << 16];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = pannier_on_fatal_signal, .sa_flags = SA_ONSTACK | SA_RESETHAND};
    const int numbers[] = {SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS};
    *pannier_allocation_failure_code() = code;
    if (sigaltstack(&alternate, NULL) != 0) return -1;
    for (unsigned index = 0; index < sizeof numbers / sizeof *numbers; index++) {
        if (sigaction(numbers[index], &action, NULL) != 0) return -1;
    }
    return 0;
}

// What the launcher of external converters needs.

/// Orphans of those below this process become its own children.
static inline int pannier_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

/// As `pannier_die_with_parent`, with a signal that can be caught: for a process that has others to end first.
static inline int pannier_stop_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0); }

/// What root may do beyond a file's owner is gone with the next exec.
static inline void pannier_drop_capabilities(void) {
    for (int capability = 0; capability < 64; capability++) prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

/// Whether another file system, or another part of this one, is mounted here.
static inline int pannier_is_mount(int folder) {
    struct statx facts;
    return statx(folder, "", AT_EMPTY_PATH, 0, &facts) != 0 || (facts.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

/// The process id of a child that has ended, which stays to be reaped; 0 where none has.
static inline pid_t pannier_ended_child(void) {
    siginfo_t facts = {0};
    return waitid(P_ALL, 0, &facts, WEXITED | WNOHANG | WNOWAIT) == 0 ? facts.si_pid : 0;
}
