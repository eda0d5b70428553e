// SPDX-License-Identifier: GPL-3.0-or-later
// Options of the sanitizers, linked into every program that Scripts/sanitize builds: converters and what they start get
// nothing of their parent's environment, and may not open a file of suppressions.

#ifndef REPORTS
#error "compiled by Scripts/sanitize, which says where reports go (REPORTS) and what names functions (SYMBOLIZER)"
#endif

#define COMMON "log_path=" REPORTS " log_exe_name=1 external_symbolizer_path=" SYMBOLIZER

const char *__tsan_default_options(void) { return COMMON; }

const char *__tsan_default_suppressions(void) {
    static const char text[] = {
#embed "suppressions.txt" suffix(, )
        0,
    };
    return text;
}

const char *__asan_default_options(void) { return COMMON; }
