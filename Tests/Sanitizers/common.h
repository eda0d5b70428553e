// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What stands in every program that Scripts/sanitize builds: converters and the programs that they start get nothing of
// their parent's environment, so options can't come from there.

#ifndef REPORTS
#error "Scripts/sanitize says where reports go (REPORTS) and which program names functions (SYMBOLIZER)"
#endif

#define COMMON "log_path=" REPORTS ":log_exe_name=1:external_symbolizer_path=" SYMBOLIZER
