// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

// What a page draws, by a device of our own over poppler's C++ library: glyphs, ruling lines, filled boxes and links, in
// one pass. Lengths are points, the origin is the top left corner of the page as it is shown, y grows downwards. Numbers
// are finite and within a million points.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pannier_reader pannier_reader;
typedef struct pannier_contents pannier_contents;

enum {
    PANNIER_GLYPH_ARTIFACT = 1, // marked as no part of the text: running heads, page numbers
    PANNIER_GLYPH_INVISIBLE = 2, // render mode 3, as in the text under a scan
    PANNIER_GLYPH_SLANTED = 4, // neither level nor upright
    PANNIER_GLYPH_VERTICAL = 8, // of a font that is written downwards
};

typedef struct {
    float left, top, right, bottom;
    float baseline; // y of level text, x of upright text
    float size; // of the font
    uint32_t scalar;
    uint32_t colour; // 0xRRGGBB
    int32_t content; // position among the contents of the structure; -1 where it is none of them
    uint16_t font; // position among the fonts
    uint8_t turns; // quarter turns clockwise
    uint8_t flags;
} pannier_glyph;

typedef struct {
    float left, top, right, bottom;
    uint32_t colour;
    uint8_t stroke; // 1 for a line that is drawn, 0 for a box that is filled
} pannier_mark;

typedef struct {
    const char *name;
    uint8_t bold, italic, fixed;
} pannier_font;

typedef struct {
    float left, top, right, bottom;
    const char *address;
} pannier_link;

/// An element of the document's structure tree that the page has part in, or a cell of a row that it has part in.
typedef struct {
    const char *role; // the standard type that its own stands for, if any
    int32_t parent; // position among the elements, before its own; -1 below the root
    uint32_t identity; // the same on all pages, and no other element's
    uint16_t rows, columns; // that a cell spans
} pannier_element;

typedef struct {
    size_t glyphs, marks, links;
} pannier_limits;

/// Of bytes that stay where they are until the reader is closed. NULL where they are no document that can be opened.
pannier_reader *pannier_reader_open(const char *bytes, size_t length);
/// Of a file that is read piece by piece; the descriptor is taken over.
pannier_reader *pannier_reader_open_file(int descriptor);
void pannier_reader_close(pannier_reader *reader);

/// A page, counted from 1, up to the limits. NULL where there is no such page.
pannier_contents *pannier_contents_read(pannier_reader *reader, int page, pannier_limits limits);
void pannier_contents_free(pannier_contents *contents);

/// Width and height of the page as it is shown.
void pannier_contents_size(const pannier_contents *contents, double *width, double *height);

// Arrays that live as long as the contents do.
const pannier_glyph *pannier_contents_glyphs(const pannier_contents *contents, size_t *count);
const pannier_mark *pannier_contents_marks(const pannier_contents *contents, size_t *count);
const pannier_font *pannier_contents_fonts(const pannier_contents *contents, size_t *count);
const pannier_link *pannier_contents_links(const pannier_contents *contents, size_t *count);
/// In the order of the tree. There is none where the document isn't tagged.
const pannier_element *pannier_contents_elements(const pannier_contents *contents, size_t *count);
/// The elements that own the page's contents, in the order of the tree.
const int32_t *pannier_contents_owners(const pannier_contents *contents, size_t *count);

#ifdef __cplusplus
}
#endif
