// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "PopplerDevice.h"

#include <CharTypes.h>

#include <vector>

/// Adds a glyph for each scalar of a text, side by side over the place of the whole. The text is given as it is read;
/// what of it runs from right to left is laid so.
void addParts(std::vector<pannier_glyph> &glyphs, const pannier_glyph &whole, const Unicode *scalars, int count);
