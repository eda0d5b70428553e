// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program under test: counts its calls that change files below one folder and, at a chosen one, kills
// the program, fails the call or leaves it out. It also shifts the wall clock, and no other. Told what to do through a file that both sides map (interposer.py).
// strace counts for each thread alone, so that the second thread's first call can't be reached; here the count is one.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { OPEN = 1, MAKE = 2, WRITE = 4, SYNC = 8, RENAME = 16, REMOVE = 32, TRUNCATE = 64 };
enum action { COUNT, KILL, FAIL, LEAVE_OUT };

struct control {
    uint32_t kinds;
    uint32_t action;
    int32_t error;
    uint32_t lasting;
    uint64_t number;
    uint64_t counted;
    uint64_t fired;
    char folder[512];
    char suffix[64];
    // What the count fell on, for the report.
    char name[512];
    // Seconds by which the wall clock is off.
    int64_t shift;
};

static struct control *control;

__attribute__((constructor)) static void map_control(void) {
    const char *path = getenv("PANNIER_INTERPOSER");
    if (!path) return;
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (file < 0) return;
    void *memory = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    syscall(SYS_close, file);
    if (memory != MAP_FAILED) control = memory;
}

static int place(int descriptor, const char *name, char *path, size_t size) {
    if (name && name[0] == '/') return snprintf(path, size, "%s", name);
    char link[64];
    if (descriptor == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0) return -1;
    path[length] = 0;
    if (name) snprintf(path + length, size - (size_t)length, "/%s", name);
    return (int)strlen(path);
}

static int concerns(const char *path, size_t length) {
    size_t folder = strlen(control->folder), suffix = strlen(control->suffix);
    if (strncmp(path, control->folder, folder) != 0) return 0;
    // The programs' logs lie beside it, under names that begin with its own.
    if (path[folder] != '/' && path[folder] != 0) return 0;
    return length >= suffix && strcmp(path + length - suffix, control->suffix) == 0;
}

// COUNT where the call is to be made; else what has happened to it.
static enum action meet(enum kind kind, const char *call, int descriptor, const char *name) {
    if (!control || !(__atomic_load_n(&control->kinds, __ATOMIC_ACQUIRE) & kind)) return COUNT;
    int before = errno;
    char path[PATH_MAX];
    int length = place(descriptor, name, path, sizeof path);
    errno = before;
    if (length < 0 || !concerns(path, (size_t)length)) return COUNT;
    uint64_t number = __atomic_add_fetch(&control->counted, 1, __ATOMIC_ACQ_REL);
    if (control->action == COUNT || number < control->number) return COUNT;
    if (number > control->number && !control->lasting) return COUNT;
    if (number == control->number) {
        snprintf(control->name, sizeof control->name, "%s %.400s", call, path + strlen(control->folder));
    }
    __atomic_add_fetch(&control->fired, 1, __ATOMIC_ACQ_REL);
    if (control->action == KILL) {
        kill(getpid(), SIGKILL);
        while (1) pause();
    }
    if (control->action == FAIL) errno = control->error;
    return (enum action)control->action;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
// Calls the next definition unless the call has met its fate.
#define CALL(kind, name, descriptor, path, ...)                              \
    do {                                                                     \
        static __typeof__(&name) next;                                       \
        if (!next) next = NEXT(name);                                        \
        enum action met = meet(kind, #name, descriptor, path);               \
        return met == COUNT ? next(__VA_ARGS__) : met == FAIL ? -1 : 0;      \
    } while (0)

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | __O_TMPFILE) ? (mode_t)va_arg(rest, int) : 0;
}

#define MODE(flags)              \
    va_list rest;                \
    va_start(rest, flags);       \
    mode_t mode = mode_of(flags, rest); \
    va_end(rest)

int open(const char *path, int flags, ...) { MODE(flags); CALL(OPEN, open, AT_FDCWD, path, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags); CALL(OPEN, open64, AT_FDCWD, path, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags); CALL(OPEN, openat, at, path, at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags); CALL(OPEN, openat64, at, path, at, path, flags, mode); }

int mkdir(const char *path, mode_t mode) { CALL(MAKE, mkdir, AT_FDCWD, path, path, mode); }
int mkdirat(int at, const char *path, mode_t mode) { CALL(MAKE, mkdirat, at, path, at, path, mode); }

ssize_t write(int file, const void *bytes, size_t count) { CALL(WRITE, write, file, NULL, file, bytes, count); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { CALL(WRITE, pwrite, file, NULL, file, bytes, count, at); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) { CALL(WRITE, pwrite64, file, NULL, file, bytes, count, at); }
ssize_t writev(int file, const struct iovec *parts, int count) { CALL(WRITE, writev, file, NULL, file, parts, count); }

int fsync(int file) { CALL(SYNC, fsync, file, NULL, file); }
int fdatasync(int file) { CALL(SYNC, fdatasync, file, NULL, file); }

int rename(const char *from, const char *to) { CALL(RENAME, rename, AT_FDCWD, from, from, to); }
int renameat(int a, const char *from, int b, const char *to) { CALL(RENAME, renameat, a, from, a, from, b, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { CALL(RENAME, renameat2, a, from, a, from, b, to, flags); }

int unlink(const char *path) { CALL(REMOVE, unlink, AT_FDCWD, path, path); }
int unlinkat(int at, const char *path, int flags) { CALL(REMOVE, unlinkat, at, path, at, path, flags); }
int rmdir(const char *path) { CALL(REMOVE, rmdir, AT_FDCWD, path, path); }

int ftruncate(int file, off_t size) { CALL(TRUNCATE, ftruncate, file, NULL, file, size); }
int ftruncate64(int file, off64_t size) { CALL(TRUNCATE, ftruncate64, file, NULL, file, size); }

static int64_t shift(void) { return control ? __atomic_load_n(&control->shift, __ATOMIC_ACQUIRE) : 0; }

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*next)(clockid_t, struct timespec *);
    if (!next) next = NEXT(clock_gettime);
    int result = next(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += shift();
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    static int (*next)(struct timeval *restrict, void *restrict);
    if (!next) next = NEXT(gettimeofday);
    int result = next(now, zone);
    if (result == 0) now->tv_sec += shift();
    return result;
}

time_t time(time_t *out) {
    static time_t (*next)(time_t *);
    if (!next) next = NEXT(time);
    time_t now = next(NULL) + shift();
    if (out) *out = now;
    return now;
}

// Calls that the library has no function for.
long syscall(long number, ...) {
    static long (*next)(long, ...);
    if (!next) next = NEXT(syscall);
    va_list rest;
    va_start(rest, number);
    long a[6];
    for (int i = 0; i < 6; i++) a[i] = va_arg(rest, long);
    va_end(rest);
    enum action met = COUNT;
    if (number == SYS_openat2) met = meet(OPEN, "openat2", (int)a[0], (const char *)a[1]);
    if (number == SYS_renameat2) met = meet(RENAME, "renameat2", (int)a[0], (const char *)a[1]);
    if (number == SYS_sync_file_range) met = meet(SYNC, "sync_file_range", (int)a[0], NULL);
    if (met != COUNT) return met == FAIL ? -1 : 0;
    return next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
