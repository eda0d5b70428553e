// SPDX-License-Identifier: GPL-3.0-or-later

#include "ContentDevice.h"
#include "FontMeasures.h"
#include "GlyphParts.h"

#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <Stream.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace {

constexpr double farthest = 1e6;
constexpr int deepestMarking = 64;
/// A path with more corners is a drawing, no rule.
constexpr int mostCorners = 400;
/// In points: shorter lines are ticks and hatches.
constexpr double shortestRule = 3;
constexpr size_t mostFonts = 1000;
/// No scalar: a character that only a text in its place gives a meaning.
constexpr Unicode unreadable = 0xFFFFFFFF;

bool isUsable(double number) { return std::isfinite(number) && std::fabs(number) < farthest; }

uint32_t packed(const GfxRGB &colour)
{
    return uint32_t(colToByte(colour.r)) << 16 | uint32_t(colToByte(colour.g)) << 8 | colToByte(colour.b);
}

bool contains(const std::string &text, const char *word)
{
    const std::string needle(word);
    return std::search(text.begin(), text.end(), needle.begin(), needle.end(), [](char a, char b) {
               return std::tolower(static_cast<unsigned char>(a)) == b;
           }) != text.end();
}

} // namespace

uint16_t ContentDevice::addFont(const GfxFont &font)
{
    if (contents.fonts.size() >= mostFonts) return 0;
    const std::string name = font.getName().value_or("").substr(0, 200);
    contents.texts.push_back(name);
    const bool bold = font.isBold() || font.getWeight() >= GfxFont::W600 || contains(name, "bold")
        || contains(name, "black") || contains(name, "heavy") || contains(name, "semibold");
    const bool italic = font.isItalic() || contains(name, "italic") || contains(name, "oblique");
    const bool fixed = font.isFixedWidth() || contains(name, "mono") || contains(name, "courier")
        || contains(name, "typewriter") || contains(name, "consolas");
    contents.fonts.push_back({ contents.texts.back().c_str(), bold, italic, fixed });
    return static_cast<uint16_t>(contents.fonts.size() - 1);
}

const ContentDevice::Face &ContentDevice::face(const std::shared_ptr<GfxFont> &font)
{
    const auto known = faces.find(font.get());
    if (known != faces.end()) return known->second;
    fonts.push_back(font);
    const FontMeasures measures(*font);
    return faces[font.get()] = { addFont(*font), font->getWMode() != 0, measures.scale, measures.ascent, measures.descent };
}

void ContentDevice::updateFont(GfxState *state)
{
    const auto &current = state->getFont();
    font = current ? &face(current) : nullptr;
}

uint32_t ContentDevice::fillColour(GfxState *state)
{
    if (!fillColourIsKnown) {
        GfxRGB colour;
        state->getFillRGB(&colour);
        knownFillColour = packed(colour);
        fillColourIsKnown = true;
    }
    return knownFillColour;
}

void ContentDevice::drawChar(GfxState *state, double x, double y, double dx, double dy, double originX, double originY,
                             CharCode code, int bytes, const Unicode *scalars, int count)
{
    if (count <= 0 && actualText.counts()) scalars = &unreadable, count = 1;
    if (!font || count <= 0 || contents.glyphs.size() + size_t(count) > limits.glyphs) return;
    // What is between characters is no part of them.
    const bool isVertical = font->isVertical;
    double spacing = state->getCharSpace();
    if (code == 0x20 && bytes == 1) spacing += state->getWordSpace();
    double spacingX, spacingY;
    state->textTransformDelta(isVertical ? 0 : spacing * state->getHorizScaling(), isVertical ? spacing : 0, &spacingX,
                              &spacingY);
    dx -= spacingX, dy -= spacingY;

    double m11, m12, m21, m22;
    state->getFontTransMat(&m11, &m12, &m21, &m22);
    size = state->getTransformedFontSize() * font->scale;
    const bool isLevel = std::fabs(m11 * m22) > std::fabs(m12 * m21);
    turns = isLevel ? (m11 > 0 || m22 < 0 ? 0 : 2) : (m21 > 0 ? 1 : 3);
    isSlanted = isLevel ? std::fabs(m12) > 0.1 * std::fabs(m11) : std::fabs(m11) > 0.1 * std::fabs(m12);

    double x0, y0, wx, wy;
    // Vertical text is told by the middle of its top, level text by its baseline.
    state->transform(isVertical ? x : x - originX, isVertical ? y : y - originY, &x0, &y0);
    state->transformDelta(dx, dy, &wx, &wy);
    if (!isUsable(x0) || !isUsable(y0) || !isUsable(wx) || !isUsable(wy) || !isUsable(size) || size <= 0) return;

    // Pictures from other pages may bring these pages' text along, cut off.
    double clipLeft, clipTop, clipRight, clipBottom;
    state->getClipBBox(&clipLeft, &clipTop, &clipRight, &clipBottom);
    const double middleX = x0 + wx / 2, middleY = y0 + wy / 2;
    if (middleX < clipLeft - size || middleX > clipRight + size || middleY < clipTop - size || middleY > clipBottom + size)
        return;

    uint8_t flags = 0;
    if (!markings.empty() && markings.back().isArtifact) flags |= PANNIER_GLYPH_ARTIFACT;
    if (state->getRender() == 3) flags |= PANNIER_GLYPH_INVISIBLE;
    if (isSlanted) flags |= PANNIER_GLYPH_SLANTED;
    if (isVertical) flags |= PANNIER_GLYPH_VERTICAL;
    const int32_t content = markings.empty() ? -1 : markings.back().identifier;
    const uint32_t colour = fillColour(state);
    const double above = font->ascent * size, below = -font->descent * size;

    double left, top, right, bottom, baseline;
    const double x1 = x0 + wx, y1 = y0 + wy;
    if (isVertical) {
        const double half = size / 2;
        left = x0 - half, right = x0 + half, top = std::min(y0, y1), bottom = std::max(y0, y1), baseline = x0;
    } else {
        switch (turns) {
        case 1: left = x0 - below, right = x0 + above, top = std::min(y0, y1), bottom = std::max(y0, y1), baseline = x0; break;
        case 2: left = std::min(x0, x1), right = std::max(x0, x1), top = y0 - below, bottom = y0 + above, baseline = y0; break;
        case 3: left = x0 - above, right = x0 + below, top = std::min(y0, y1), bottom = std::max(y0, y1), baseline = x0; break;
        default: left = std::min(x0, x1), right = std::max(x0, x1), top = y0 - above, bottom = y0 + below, baseline = y0;
        }
    }
    addParts(contents.glyphs,
             { float(left), float(top), float(right), float(bottom), float(baseline), float(size), scalars[0], colour,
               content, font->number, turns, flags },
             scalars, count);
}

void ContentDevice::addMark(GfxState *state, double left, double top, double right, double bottom, uint32_t colour,
                            bool stroke)
{
    double clipLeft, clipTop, clipRight, clipBottom;
    state->getClipBBox(&clipLeft, &clipTop, &clipRight, &clipBottom);
    left = std::max(left, clipLeft - 1), top = std::max(top, clipTop - 1);
    right = std::min(right, clipRight + 1), bottom = std::min(bottom, clipBottom + 1);
    if (!(left <= right && top <= bottom) || contents.marks.size() >= limits.marks) return;
    if (!isUsable(left) || !isUsable(top) || !isUsable(right) || !isUsable(bottom)) return;
    contents.marks.push_back({ float(left), float(top), float(right), float(bottom), colour, stroke });
}

void ContentDevice::addSegment(GfxState *state, double x1, double y1, double x2, double y2, double halfWidth,
                               uint32_t colour)
{
    const double width = std::fabs(x2 - x1), height = std::fabs(y2 - y1);
    const bool isLevel = height <= 0.5 && width >= shortestRule;
    const bool isUpright = width <= 0.5 && height >= shortestRule;
    if (!isLevel && !isUpright) return;
    const double wide = isUpright ? halfWidth : 0, high = isLevel ? halfWidth : 0;
    addMark(state, std::min(x1, x2) - wide, std::min(y1, y2) - high, std::max(x1, x2) + wide,
            std::max(y1, y2) + high, colour, true);
}

void ContentDevice::stroke(GfxState *state)
{
    if (contents.marks.size() >= limits.marks) return;
    const GfxPath *path = state->getPath();
    const double halfWidth = std::min(state->getTransformedLineWidth(), 100.0) / 2;
    uint32_t colour = 0;
    bool isColourKnown = false;
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
        const GfxSubpath *subpath = path->getSubpath(i);
        const int count = subpath->getNumPoints();
        if (count < 2 || count > mostCorners) continue;
        if (!isColourKnown) {
            GfxRGB rgb;
            state->getStrokeRGB(&rgb);
            colour = packed(rgb), isColourKnown = true;
        }
        double x1, y1;
        state->transform(subpath->getX(0), subpath->getY(0), &x1, &y1);
        for (int j = 1; j < count; ++j) {
            double x2, y2;
            state->transform(subpath->getX(j), subpath->getY(j), &x2, &y2);
            if (!subpath->getCurve(j) && !subpath->getCurve(j - 1)) addSegment(state, x1, y1, x2, y2, halfWidth, colour);
            x1 = x2, y1 = y2;
        }
    }
}

void ContentDevice::fill(GfxState *state)
{
    if (contents.marks.size() >= limits.marks) return;
    const GfxPath *path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
        const GfxSubpath *subpath = path->getSubpath(i);
        const int count = subpath->getNumPoints();
        if (count < 4 || count > 6) continue;
        double x[6], y[6];
        bool isBox = true;
        for (int j = 0; j < count; ++j) {
            if (subpath->getCurve(j)) isBox = false;
            state->transform(subpath->getX(j), subpath->getY(j), &x[j], &y[j]);
        }
        for (int j = 1; j < count; ++j)
            if (std::fabs(x[j] - x[j - 1]) > 0.3 && std::fabs(y[j] - y[j - 1]) > 0.3) isBox = false;
        if (!isBox) continue;
        addMark(state, *std::min_element(x, x + count), *std::min_element(y, y + count), *std::max_element(x, x + count),
                *std::max_element(y, y + count), fillColour(state), false);
    }
}

void ContentDevice::beginMarkedContent(const char *name, Dict *properties)
{
    if (markings.size() >= deepestMarking) {
        ++unkeptMarkings;
        return;
    }
    Marking marking = markings.empty() ? Marking { -1, false } : markings.back();
    if (name && std::string(name) == "Artifact") marking.isArtifact = true;
    // A form numbers its marked contents on its own.
    if (properties && formDepth == 0) {
        int identifier = -1;
        if (properties->lookupInt("MCID", nullptr, &identifier) && identifier >= 0) marking.identifier = identifier;
    }
    markings.push_back(marking);
}

void ContentDevice::endMarkedContent(GfxState *)
{
    if (unkeptMarkings > 0) --unkeptMarkings;
    else if (!markings.empty()) markings.pop_back();
}
