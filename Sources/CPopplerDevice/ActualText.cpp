// SPDX-License-Identifier: GPL-3.0-or-later

#include "ActualText.h"
#include "GlyphParts.h"

#include <UTF.h>
#include <goo/gmem.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

namespace {

/// Of characters: a sequence is a word or a line of it.
constexpr size_t longest = 2000;
constexpr size_t mostBytes = 4 * longest;
/// How far baselines are from each other at most, as a part of the size, where all stands in one line.
constexpr float sameLine = 0.9f;

bool isSpace(Unicode scalar) { return scalar <= 0x20 || (scalar >= 0x7F && scalar <= 0xA0); }

/// Nothing to read: places where a word may be parted, and marks of direction.
bool isUnseen(Unicode scalar)
{
    return scalar == 0xAD || scalar == 0x200B || scalar == 0x200E || scalar == 0x200F || scalar == 0xFEFF
        || (scalar >= 0x202A && scalar <= 0x202E) || (scalar >= 0x2066 && scalar <= 0x2069);
}

std::vector<Unicode> decoded(const std::string &text)
{
    if (text.size() > mostBytes) return {};
    Unicode *start = nullptr;
    const bool isUTF8 = text.compare(0, 3, "\xEF\xBB\xBF") == 0;
    const int count = isUTF8 ? utf8ToUCS4(text.c_str() + 3, &start) : TextStringToUCS4(text, &start);
    const std::unique_ptr<Unicode, decltype(&gfree)> owner(start, gfree);
    std::vector<Unicode> scalars(start, start + (start ? std::max(count, 0) : 0));
    scalars.erase(std::remove_if(scalars.begin(), scalars.end(), isUnseen), scalars.end());
    return scalars;
}

/// One glyph in the place of all that is seen; `scalar` is 0 where they don't stand in one line.
pannier_glyph whole(const std::vector<pannier_glyph> &glyphs, size_t start)
{
    pannier_glyph whole {};
    for (size_t i = start; i < glyphs.size(); ++i) {
        const auto &glyph = glyphs[i];
        if (isSpace(glyph.scalar)) continue;
        if (whole.scalar == 0) {
            whole = glyph, whole.scalar = 1;
            continue;
        }
        const float size = std::max(whole.size, glyph.size);
        if (glyph.turns != whole.turns || std::fabs(glyph.baseline - whole.baseline) > sameLine * size) return {};
        const auto before = whole;
        if (glyph.size > whole.size) whole = glyph, whole.scalar = 1;
        whole.left = std::min(before.left, glyph.left), whole.top = std::min(before.top, glyph.top);
        whole.right = std::max(before.right, glyph.right), whole.bottom = std::max(before.bottom, glyph.bottom);
    }
    return whole;
}

} // namespace

void ActualText::begin(const std::string &text, const std::vector<pannier_glyph> &glyphs)
{
    ++depth;
    if (counting > 0) return;
    scalars = decoded(text);
    if (std::all_of(scalars.begin(), scalars.end(), isSpace) || scalars.size() > longest) return;
    counting = depth;
    start = glyphs.size();
}

void ActualText::end(std::vector<pannier_glyph> &glyphs, size_t limit)
{
    if (depth == 0 || depth-- != counting) return;
    counting = 0;
    const pannier_glyph place = whole(glyphs, start);
    if (place.scalar == 0 || start + scalars.size() > limit) return;
    glyphs.resize(start);
    addParts(glyphs, place, scalars.data(), int(scalars.size()));
}
