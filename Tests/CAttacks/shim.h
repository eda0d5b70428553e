// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// System calls without the C library's help, as an attacker makes them.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline long attack_call(long number, long a, long b, long c, long d, long e) {
    return syscall(number, a, b, c, d, e, 0L);
}

/// A new process by the oldest way there is; 0 never comes back.
static inline long attack_fork(void) {
    long child = syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L);
    if (child == 0) _exit(0);
    return child;
}

static inline long attack_clone3(void) {
    struct {
        uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
    } arguments = {.exit_signal = SIGCHLD};
    long child = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (child == 0) _exit(0);
    return child;
}

/// Calls the kernel by the numbers of another architecture: 32 bits, getpid; then x32, getpid.
#ifdef __x86_64__
static inline long attack_old_gate(void) {
    long answer;
    __asm__ volatile("int $0x80" : "=a"(answer) : "a"(20L) : "memory", "r8", "r9", "r10", "r11");
    return answer;
}
static inline long attack_x32(void) { return syscall(0x40000000L | SYS_getpid); }
#else
static inline long attack_old_gate(void) {
    errno = ENOSYS;
    return -1;
}
static inline long attack_x32(void) { return attack_old_gate(); }
#endif
