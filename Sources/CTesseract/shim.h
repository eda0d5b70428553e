// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The libraries are linked by name: tesseract's pkg-config file asks for curl and archive as well, which only its
// command line needs.
#include <leptonica/allheaders.h>
#include <tesseract/capi.h>
