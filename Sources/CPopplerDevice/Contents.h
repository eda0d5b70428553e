// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "PopplerDevice.h"

#include <deque>
#include <map>
#include <string>
#include <vector>

/// What was found on a page.
struct pannier_contents {
    double width = 0, height = 0;
    std::vector<pannier_glyph> glyphs;
    std::vector<pannier_mark> marks;
    std::vector<pannier_font> fonts;
    std::vector<pannier_link> links;
    std::vector<pannier_element> elements;
    std::vector<int32_t> owners;
    std::map<std::string, const char *> roles;
    /// Where names and addresses live; its elements stay where they are.
    std::deque<std::string> texts;
};
