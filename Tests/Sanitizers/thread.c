// SPDX-License-Identifier: GPL-3.0-or-later

#include "common.h"

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

const char *__tsan_default_options(void) { return COMMON; }

const char *__tsan_default_suppressions(void) {
    static const char text[] = {
#embed "suppressions.txt" suffix(, )
        0,
    };
    return text;
}

// The lock of Swift's `Mutex` is seen by the sanitizer where it is free, because that is inlined. Where threads meet, it
// is taken and given in a library that is not instrumented; so these stand before that library's functions and tell.

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SLOW_LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define SLOW_UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

SWIFT void slow_lock(uint32_t thread, SELF handle) __asm__(SLOW_LOCK);
SWIFT void slow_unlock(SELF handle) __asm__(SLOW_UNLOCK);

SWIFT void slow_lock(uint32_t thread, SELF handle) {
    SWIFT void (*lock)(uint32_t, SELF) = (SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, SLOW_LOCK);
    lock(thread, handle);
    __tsan_acquire(handle);
}

SWIFT void slow_unlock(SELF handle) {
    SWIFT void (*unlock)(SELF) = (SWIFT void (*)(SELF))dlsym(RTLD_NEXT, SLOW_UNLOCK);
    __tsan_release(handle);
    unlock(handle);
}
