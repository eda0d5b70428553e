// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <dlfcn.h>
#include <malloc.h>
#include <png.h>
#include <poppler.h>
#include <stdio.h>

// The module links libpoppler itself, beside poppler-glib: the linker exports our cmsCreateTransform from the program
// only where a library that it links refers to that name.

/// The function that the next library in search order defines: dlsym(3) with RTLD_NEXT. Headers show that name only with
/// GNU extensions, and those would make the C library's types differ from what Swift's Glibc module has.
static inline void *pannier_next_symbol(const char *name) { return dlsym((void *)-1L, name); }

/// From now on memory is zero when it is given out. Cairo and poppler draw some pages with memory that they never set.
static inline void pannier_give_zeroed_memory(void) { mallopt(M_PERTURB, 0xFF); }

/// The libpng that this program was built with.
static inline const char *pannier_png_version(void) { return PNG_LIBPNG_VER_STRING; }

/// One sample of eight bits a pixel, and three.
static const unsigned pannier_png_gray = PNG_FORMAT_GRAY;
static const unsigned pannier_png_rgb = PNG_FORMAT_RGB;
