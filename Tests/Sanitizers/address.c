// SPDX-License-Identifier: GPL-3.0-or-later

#include "common.h"

const char *__asan_default_options(void) { return COMMON; }
