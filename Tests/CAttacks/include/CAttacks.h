// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// System calls without the C library's help, as an attacker makes them. Each function answers like a system call: less than
// 0 where the kernel refused, with the reason in errno.

// None that brings types which look otherwise to Swift's Glibc module, such as fd_set.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/perf_event.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/// The exit code by which a program that was run is known.
enum { attack_succeeded = 200 };

/// The kernel's handle of a file.
struct attack_handle {
    unsigned bytes;
    int type;
    unsigned char rest[128];
};

static const unsigned attack_landlock_calls[3] = {444, 445, 446};
static const unsigned attack_close_range = 436;

long attack_call(long number, long a, long b, long c, long d, long e);
long attack_control(int descriptor, int command, int value);
long attack_run(void);
long attack_run_open(int program);
long attack_run_from_memory(void);
long attack_await(long child);
long attack_fork(void);
long attack_vfork(void);
long attack_spawn(void);
long attack_clone3(uint64_t flags);
long attack_thread(void);
long attack_thread_apart(void);
long attack_trace(int process);
long attack_memory(long call, int process);
long attack_read_memory(int process);
long attack_write_memory(int process);
long attack_signal_by_descriptor(int process);
long attack_queue_signal(int process);
long attack_take_descriptor(int process, int number);
long attack_read_limits(int process);
long attack_change_limits(int process);
long attack_capabilities(void);
long attack_leave_idle(void);
long attack_connect_abstract(const char *name);
long attack_listen_abstract(const char *name);
long attack_socket_pair(void);
long attack_io_uring(void);
long attack_bpf(void);
long attack_perf(void);
long attack_mount(void);
long attack_shared_memory(void);
long attack_message_queue(void);
long attack_attribute(int file);
struct attack_handle attack_handle_of(const char *path);
long attack_open_handle(int folder, struct attack_handle handle);
long attack_old_gate(void);
long attack_x32(void);
long attack_filter(unsigned one, unsigned two, unsigned three, unsigned code);
long attack_lack(unsigned one, unsigned two, unsigned three, unsigned code);
