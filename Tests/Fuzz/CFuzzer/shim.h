// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef int (*pannier_fuzz_test)(const uint8_t *bytes, size_t count);

/// libFuzzer as a library; only Scripts/fuzz links it.
__attribute__((weak)) int LLVMFuzzerRunDriver(int *count, char ***arguments, pannier_fuzz_test test);

/// Calls `test` with ever new bytes until a time or a number of runs is over; -1 where libFuzzer is not linked in.
static inline int pannier_fuzz(int *count, char ***arguments, pannier_fuzz_test test) {
    return LLVMFuzzerRunDriver ? LLVMFuzzerRunDriver(count, arguments, test) : -1;
}
