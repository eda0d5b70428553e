// SPDX-License-Identifier: GPL-3.0-or-later

#include "GlyphParts.h"

#include <algorithm>
#include <numeric>

namespace {

bool isRightToLeft(Unicode scalar)
{
    return (scalar >= 0x590 && scalar <= 0x8FF) || (scalar >= 0xFB1D && scalar <= 0xFDFF)
        || (scalar >= 0xFE70 && scalar <= 0xFEFF) || (scalar >= 0x10800 && scalar <= 0x10FFF)
        || (scalar >= 0x1E800 && scalar <= 0x1EFFF);
}

/// A digit among them too, of whichever script.
bool isLeftToRight(Unicode scalar)
{
    if (scalar < 0x80) return (scalar >= '0' && scalar <= '9') || ((scalar | 0x20) >= 'a' && (scalar | 0x20) <= 'z');
    if ((scalar >= 0x660 && scalar <= 0x669) || (scalar >= 0x6F0 && scalar <= 0x6F9)) return true;
    return scalar >= 0xC0 && !isRightToLeft(scalar) && !(scalar >= 0x2000 && scalar < 0x2C00);
}

/// Turns the runs of one direction, each from its first scalar to its last, with what is of none between them.
template<typename Test>
void reverseRuns(std::vector<int> &order, const Unicode *scalars, Test runs, Test breaks)
{
    for (size_t start = 0; start < order.size(); ++start) {
        if (!runs(scalars[order[start]])) continue;
        size_t end = start + 1;
        for (size_t next = end; next < order.size() && !breaks(scalars[order[next]]); ++next)
            if (runs(scalars[order[next]])) end = next + 1;
        std::reverse(order.begin() + start, order.begin() + end);
        start = end - 1;
    }
}

/// Positions of the scalars as they lie from left to right.
std::vector<int> visualOrder(const Unicode *scalars, int count)
{
    std::vector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    if (std::none_of(scalars, scalars + count, isRightToLeft)) return order;
    const auto *first = std::find_if(scalars, scalars + count, [](Unicode scalar) {
        return isRightToLeft(scalar) || isLeftToRight(scalar);
    });
    if (isLeftToRight(*first)) {
        reverseRuns(order, scalars, isRightToLeft, isLeftToRight);
    } else {
        std::reverse(order.begin(), order.end());
        reverseRuns(order, scalars, isLeftToRight, isRightToLeft);
    }
    return order;
}

/// A part of the whole's box, from one fraction of its length to another.
pannier_glyph part(pannier_glyph whole, double from, double to)
{
    const float left = whole.left, top = whole.top, width = whole.right - left, height = whole.bottom - top;
    if (whole.turns == 1 || whole.flags & PANNIER_GLYPH_VERTICAL) {
        whole.top = float(top + height * from), whole.bottom = float(top + height * to);
    } else if (whole.turns == 3) {
        whole.top = float(top + height * (1 - to)), whole.bottom = float(top + height * (1 - from));
    } else if (whole.turns == 2) {
        whole.left = float(left + width * (1 - to)), whole.right = float(left + width * (1 - from));
    } else {
        whole.left = float(left + width * from), whole.right = float(left + width * to);
    }
    return whole;
}

} // namespace

void addParts(std::vector<pannier_glyph> &glyphs, const pannier_glyph &whole, const Unicode *scalars, int count)
{
    if (count == 1) {
        glyphs.push_back(whole);
        glyphs.back().scalar = scalars[0];
        return;
    }
    const std::vector<int> order = visualOrder(scalars, count);
    for (int i = 0; i < count; ++i) {
        glyphs.push_back(part(whole, double(i) / count, double(i + 1) / count));
        glyphs.back().scalar = scalars[order[i]];
    }
}
