// SPDX-License-Identifier: GPL-3.0-or-later

#include "common.h"

const char *__asan_default_options(void) { return COMMON; }

const char *__lsan_default_suppressions(void) {
    static const char text[] = {
#embed "leaks.txt" suffix(, )
        0,
    };
    return text;
}

// Otherwise a count of what was suppressed would be written as if it were a report.
const char *__lsan_default_options(void) { return "print_suppressions=0"; }
