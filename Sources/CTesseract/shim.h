// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The libraries are linked by name: tesseract's pkg-config file asks for curl and archive as well, which only its
// command line needs.
#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <tesseract/capi.h>

/// Leptonica's own pixWriteMem: the next one in search order, dlsym(3) with RTLD_NEXT. Headers show that name only with GNU
/// extensions, and those would make the C library's types differ from what Swift's Glibc module has.
static inline l_ok pannier_write_picture(l_uint8 **data, size_t *size, PIX *pix, l_int32 format)
{
    l_ok (*write)(l_uint8 **, size_t *, PIX *, l_int32) = dlsym((void *)-1L, "pixWriteMem");
    return write ? write(data, size, pix, format) : 1;
}
