// SPDX-License-Identifier: GPL-3.0-or-later

// System calls without the C library's help, as an attacker makes them. Each function answers like a system call: less than
// 0 where the kernel refused, with the reason in errno.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "CAttacks.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/io_uring.h>
#include <linux/perf_event.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

long attack_call(long number, long a, long b, long c, long d, long e) {
    return syscall(number, a, b, c, d, e, 0L);
}

long attack_control(int descriptor, int command, int value) { return fcntl(descriptor, command, value); }

// Programs.


/// Becomes a shell, which ends with that code.
long attack_run(void) {
    char *arguments[] = {"sh", "-c", "exit 200", NULL}, *environment[] = {NULL};
    return syscall(SYS_execve, "/bin/sh", arguments, environment);
}

/// Becomes the program that is open here.
long attack_run_open(int program) {
    char *arguments[] = {"program", NULL}, *environment[] = {NULL};
    return syscall(SYS_execveat, program, "", arguments, environment, AT_EMPTY_PATH);
}

/// Becomes a program that lies in memory alone.
long attack_run_from_memory(void) {
    static const char script[] = "#!/bin/sh\nexit 200\n";
    int file = (int)syscall(SYS_memfd_create, "program", 0);
    if (file < 0 || write(file, script, sizeof script - 1) < 0) return -1;
    return attack_run_open(file);
}

long attack_await(long child) {
    int status = 0;
    if (child < 0 || waitpid((pid_t)child, &status, __WALL) < 0) return -1;
    errno = ECHILD;
    return WIFEXITED(status) && WEXITSTATUS(status) == attack_succeeded ? 0 : -1;
}

/// A new process by the oldest way there is.
long attack_fork(void) {
    long child = syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L);
    if (child == 0) _exit(attack_succeeded);
    return attack_await(child);
}

long attack_vfork(void) {
    pid_t child = vfork();
    if (child == 0) _exit(attack_succeeded);
    return attack_await(child);
}

/// A new process that becomes another program.
long attack_spawn(void) {
    long child = syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L);
    if (child == 0) _exit(attack_run() < 0 ? 1 : 0);
    return attack_await(child);
}

long attack_clone3(uint64_t flags) {
    struct {
        uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
    } arguments = {.flags = flags, .exit_signal = SIGCHLD};
    long child = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (child == 0) _exit(attack_succeeded);
    return attack_await(child);
}

static int attack_thread_body(void *unused) {
    (void)unused;
    return 0;
}

long attack_thread(void) {
    static char stack[1 << 16];
    return clone(attack_thread_body, stack + sizeof stack, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                                                               CLONE_SYSVSEM, NULL);
}

/// A thread whose descriptors are its own.
long attack_thread_apart(void) {
    static char stack[1 << 16];
    return clone(attack_thread_body, stack + sizeof stack, CLONE_VM | CLONE_FS | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM,
                 NULL);
}

// Other processes.

long attack_trace(int process) { return syscall(SYS_ptrace, PTRACE_SEIZE, process, 0L, 0L); }

/// Reads or writes a variable of the process that this one was forked from, where it lies at the same place.
long attack_memory(long call, int process) {
    static char target[8];
    char copy[sizeof target] = {0};
    struct iovec here = {copy, sizeof copy}, there = {target, sizeof target};
    return syscall(call, process, &here, 1L, &there, 1L, 0L);
}
long attack_read_memory(int process) { return attack_memory(SYS_process_vm_readv, process); }
long attack_write_memory(int process) { return attack_memory(SYS_process_vm_writev, process); }

/// A signal that nobody minds, by a descriptor of the process.
long attack_signal_by_descriptor(int process) {
    long descriptor = syscall(SYS_pidfd_open, process, 0L);
    return descriptor < 0 ? -1 : syscall(SYS_pidfd_send_signal, descriptor, SIGURG, NULL, 0L);
}

long attack_queue_signal(int process) {
    siginfo_t facts = {.si_signo = SIGURG, .si_code = SI_QUEUE};
    facts.si_pid = getpid();
    return syscall(SYS_rt_sigqueueinfo, process, SIGURG, &facts);
}

long attack_take_descriptor(int process, int number) {
    long descriptor = syscall(SYS_pidfd_open, process, 0L);
    return descriptor < 0 ? -1 : syscall(SYS_pidfd_getfd, descriptor, (long)number, 0L);
}

long attack_read_limits(int process) {
    struct rlimit limit;
    return prlimit(process, RLIMIT_NOFILE, NULL, &limit);
}

long attack_change_limits(int process) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_CORE, &limit) < 0) return -1;
    return prlimit(process, RLIMIT_CORE, &limit, NULL);
}

long attack_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}};
    return syscall(SYS_capset, &header, none);
}

long attack_leave_idle(void) {
    struct sched_param parameters = {0};
    return syscall(SYS_sched_setscheduler, 0L, SCHED_OTHER, &parameters);
}

// The kernel.

long attack_connect_abstract(const char *name) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(name);
    int socket_ = socket(AF_UNIX, SOCK_STREAM, 0);
    if (socket_ < 0) return -1;
    memcpy(address.sun_path + 1, name, length);
    return connect(socket_, (struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + length));
}

/// For the process that is attacked.
long attack_listen_abstract(const char *name) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(name);
    int socket_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_ < 0) return -1;
    memcpy(address.sun_path + 1, name, length);
    length += offsetof(struct sockaddr_un, sun_path) + 1;
    if (bind(socket_, (struct sockaddr *)&address, (socklen_t)length) < 0 || listen(socket_, 16) < 0) return -1;
    return socket_;
}

long attack_socket_pair(void) {
    int ends[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
}

long attack_io_uring(void) {
    struct io_uring_params parameters = {0};
    return syscall(SYS_io_uring_setup, 8L, &parameters);
}

long attack_bpf(void) {
    union bpf_attr map = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1};
    return syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map);
}

long attack_perf(void) {
    struct perf_event_attr event = {
        .type = PERF_TYPE_SOFTWARE, .size = sizeof event, .config = PERF_COUNT_SW_CPU_CLOCK, .exclude_kernel = 1,
    };
    return syscall(SYS_perf_event_open, &event, 0L, -1L, -1L, 0L);
}

/// In a mount namespace of its own, so that it leaves nothing behind where it succeeds.
long attack_mount(void) {
    return unshare(CLONE_NEWNS) < 0 ? -1 : mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

long attack_shared_memory(void) {
    int segment = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
    return segment < 0 ? -1 : shmctl(segment, IPC_RMID, NULL);
}

long attack_message_queue(void) {
    int queue = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
    return queue < 0 ? -1 : msgctl(queue, IPC_RMID, NULL);
}

long attack_attribute(int file) { return fsetxattr(file, "user.pannier", "x", 1, 0); }

/// For the process that is attacked. Of no bytes where the file system has no handles.
struct attack_handle attack_handle_of(const char *path) {
    struct attack_handle handle = {.bytes = sizeof handle.rest};
    int mount_;
    if (name_to_handle_at(AT_FDCWD, path, (struct file_handle *)&handle, &mount_, 0) < 0) handle.bytes = 0;
    return handle;
}

/// Opens that file without a path, by a descriptor of any other on the same file system.
long attack_open_handle(int folder, struct attack_handle handle) {
    return syscall(SYS_open_by_handle_at, folder, &handle, O_RDONLY);
}

/// Calls the kernel by the numbers of another architecture: 32 bits, getpid; then x32, getpid.
#ifdef __x86_64__
long attack_old_gate(void) {
    long answer;
    __asm__ volatile("int $0x80" : "=a"(answer) : "a"(20L) : "memory", "r8", "r9", "r10", "r11");
    return answer;
}
long attack_x32(void) { return syscall(0x40000000L | SYS_getpid); }
#else
long attack_old_gate(void) {
    errno = ENOSYS;
    return -1;
}
long attack_x32(void) { return attack_old_gate(); }
#endif

// A kernel that lacks something, for those who have to notice.

/// From now on three system calls fail with a code in this process and all that it starts.
long attack_filter(unsigned one, unsigned two, unsigned three, unsigned code) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, one, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, two, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, three, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (code & SECCOMP_RET_DATA)),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0L, &program);
}

/// The same, whoever this process is.
long attack_lack(unsigned one, unsigned two, unsigned three, unsigned code) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? -1 : attack_filter(one, two, three, code);
}

