// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class GfxFont;

/// How large a font's characters are. Fonts tell nonsense as well; what is unusual is put right.
struct FontMeasures {
    explicit FontMeasures(const GfxFont &font);

    /// Of the size of the characters against that at which the font is set.
    double scale = 1;
    /// As parts of that size, upwards from the baseline.
    double ascent, descent;
};
