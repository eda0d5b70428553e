// SPDX-License-Identifier: GPL-3.0-or-later

#include "FontMeasures.h"

#include <GfxFont.h>

#include <algorithm>
#include <cmath>

namespace {

/// Of a letter on average, as a part of its size.
constexpr double usualWidth = 0.5;
/// An odd alphabet may be so much wider or narrower; beyond that the font's size is no size.
constexpr double widest = 4;

bool isLetter(Unicode scalar) { return (scalar | 0x20) >= 'a' && (scalar | 0x20) <= 'z'; }

/// On average, as a part of the font's size: of its letters, or of all its characters where it has none. 0 for nothing.
double width(const GfxFont &font)
{
    double letters = 0, all = 0;
    int letterCount = 0, count = 0;
    for (int number = 0; number < 256; ++number) {
        const char byte = static_cast<char>(number);
        CharCode code;
        const Unicode *scalars = nullptr;
        int scalarCount = 0;
        double width = 0, height, originX, originY;
        font.getNextChar(&byte, 1, &code, &scalars, &scalarCount, &width, &height, &originX, &originY);
        if (!std::isfinite(width) || width == 0) continue;
        all += std::fabs(width), ++count;
        if (scalarCount == 1 && isLetter(*scalars)) letters += std::fabs(width), ++letterCount;
    }
    return letterCount > 0 ? letters / letterCount : count > 0 ? all / count : 0;
}

/// The characters of a Type 3 font may be drawn in any unit: where Ghostscript keeps those of a printer's fonts, it is
/// the printer's dot. Only their widths tell how large they are.
double scale(const GfxFont &font)
{
    const double *matrix = font.getFontMatrix();
    const double wide = width(font) / usualWidth;
    const double scale = matrix[0] != 0 ? wide * std::fabs(matrix[3] / matrix[0]) : wide;
    return std::isfinite(scale) && (scale > widest || (scale > 0 && scale < 1 / widest)) ? scale : 1;
}

} // namespace

FontMeasures::FontMeasures(const GfxFont &font) : ascent(font.getAscent()), descent(font.getDescent())
{
    if (font.getType() == fontType3) {
        scale = ::scale(font);
        const double *box = font.getFontBBox();
        const double height = font.getFontMatrix()[3] / scale;
        ascent = std::max(box[1] * height, box[3] * height);
        descent = std::min(box[1] * height, box[3] * height);
    }
    if (!(ascent > 0.5 && ascent < 1.05)) ascent = ascent >= 1.05 ? 1.05 : 0.75;
    if (!(descent < -0.05 && descent > -0.4)) descent = descent <= -0.4 ? -0.4 : -0.25;
}
