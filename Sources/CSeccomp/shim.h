// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <seccomp.h>

static const uint32_t pannier_seccomp_allow = SCMP_ACT_ALLOW;
static const uint32_t pannier_seccomp_kill = SCMP_ACT_KILL_PROCESS;

/// The call fails with this code.
static inline uint32_t pannier_seccomp_errno(int code) { return SCMP_ACT_ERRNO(code); }
