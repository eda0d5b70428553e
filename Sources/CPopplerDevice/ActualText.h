// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "PopplerDevice.h"

#include <CharTypes.h>

#include <string>
#include <vector>

/// Puts what a document says is written (ISO 32000-1, 14.9.4) in the place of what it draws for that. Where one such
/// sequence is within another, the outer one counts.
class ActualText {
public:
    /// - Parameter text: as a PDF has it; one that says nothing, or too much, leaves the glyphs as they are.
    void begin(const std::string &text, const std::vector<pannier_glyph> &glyphs);
    void end(std::vector<pannier_glyph> &glyphs, size_t limit);
    /// Whether characters that nobody can read have a meaning.
    bool counts() const { return counting > 0; }

private:
    size_t depth = 0;
    /// That of the sequence whose text counts; 0 outside of such.
    size_t counting = 0;
    std::vector<Unicode> scalars;
    /// The first glyph that it stands for.
    size_t start = 0;
};
