// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ActualText.h"
#include "Contents.h"

#include <OutputDev.h>

#include <unordered_map>

/// Collects glyphs, rules and boxes instead of drawing them.
class ContentDevice final : public OutputDev {
public:
    ContentDevice(pannier_contents &contents, const pannier_limits &limits) : contents(contents), limits(limits) { }

    bool upsideDown() override { return true; }
    bool useDrawChar() override { return true; }
    bool interpretType3Chars() override { return false; }
    bool needNonText() override { return false; }
    bool useTilingPatternFill() override { return true; }
    bool useShadedFills(int) override { return true; }

    void updateFont(GfxState *state) override;
    void drawChar(GfxState *state, double x, double y, double dx, double dy, double originX, double originY,
                  CharCode code, int bytes, const Unicode *scalars, int count) override;
    void stroke(GfxState *state) override;
    void fill(GfxState *state) override;
    void eoFill(GfxState *state) override { fill(state); }
    void updateFillColor(GfxState *) override { fillColourIsKnown = false; }
    void updateFillColorSpace(GfxState *) override { fillColourIsKnown = false; }
    void restoreState(GfxState *) override { fillColourIsKnown = false; }

    void beginMarkedContent(const char *name, Dict *properties) override;
    void endMarkedContent(GfxState *state) override;
    void beginActualText(GfxState *, const GooString *text) override { actualText.begin(text->toStr(), contents.glyphs); }
    void endActualText(GfxState *) override { actualText.end(contents.glyphs, limits.glyphs); }
    void beginForm(Ref) override { ++formDepth; }
    void endForm(Ref) override { --formDepth; }

    bool tilingPatternFill(GfxState *, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int, int, int, double,
                           double) override
    {
        return true;
    }
    bool functionShadedFill(GfxState *, GfxFunctionShading *) override { return true; }
    bool axialShadedFill(GfxState *, GfxAxialShading *, double, double) override { return true; }
    bool radialShadedFill(GfxState *, GfxRadialShading *, double, double) override { return true; }
    bool gouraudTriangleShadedFill(GfxState *, GfxGouraudTriangleShading *) override { return true; }
    bool patchMeshShadedFill(GfxState *, GfxPatchMeshShading *) override { return true; }

private:
    struct Marking {
        int32_t identifier;
        bool isArtifact;
    };

    /// What is asked of a font again and again.
    struct Face {
        uint16_t number;
        bool isVertical;
        /// Of the size of its characters against its own.
        double scale;
        /// As parts of that size.
        double ascent, descent;
    };

    const Face &face(const std::shared_ptr<GfxFont> &font);
    uint16_t addFont(const GfxFont &font);
    uint32_t fillColour(GfxState *state);
    void addSegment(GfxState *state, double x1, double y1, double x2, double y2, double halfWidth, uint32_t colour);
    void addMark(GfxState *state, double left, double top, double right, double bottom, uint32_t colour, bool stroke);

    pannier_contents &contents;
    const pannier_limits limits;
    std::vector<Marking> markings;
    size_t unkeptMarkings = 0;
    ActualText actualText;
    int formDepth = 0;
    std::unordered_map<const GfxFont *, Face> faces;
    /// Keeps the fonts alive, so that no two have one address.
    std::vector<std::shared_ptr<GfxFont>> fonts;
    const Face *font = nullptr;
    double size = 0;
    uint8_t turns = 0;
    bool isSlanted = false;
    bool fillColourIsKnown = false;
    uint32_t knownFillColour = 0;
};
