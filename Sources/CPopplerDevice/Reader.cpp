// SPDX-License-Identifier: GPL-3.0-or-later

#include "ContentDevice.h"
#include "StructureReader.h"

#include <Annot.h>
#include <Gfx.h>
#include <GlobalParams.h>
#include <Link.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <goo/gfile.h>

#include <algorithm>
#include <cmath>
#include <memory>

struct pannier_reader {
    /// Poppler's complaints about odd documents are for nobody's eyes.
    GlobalParamsIniter parameters { [](ErrorCategory, Goffset, const char *) { } };
    /// Outlives the document, which reads from it.
    std::unique_ptr<GooFile> file;
    std::unique_ptr<PDFDoc> document;
    std::unique_ptr<StructureReader> structure;
};

namespace {

constexpr size_t longestAddress = 2000;

pannier_reader *open(BaseStream *stream, std::unique_ptr<GooFile> file = nullptr)
{
    auto reader = std::make_unique<pannier_reader>();
    reader->file = std::move(file);
    reader->document = std::make_unique<PDFDoc>(stream);
    return reader->document->isOk() ? reader.release() : nullptr;
}

void draw(Page &page, ContentDevice &device)
{
    std::unique_ptr<Gfx> gfx(page.createGfx(&device, 72, 72, 0, false, true, -1, -1, -1, -1, false, nullptr, nullptr));
    if (gfx) page.display(gfx.get());
}

void readLinks(Page &page, pannier_contents &contents, size_t limit)
{
    double matrix[6];
    page.getDefaultCTM(matrix, 72, 72, 0, false, true);
    const std::unique_ptr<Links> links = page.getLinks();
    if (!links) return;
    for (AnnotLink *link : links->getLinks()) {
        if (contents.links.size() >= limit) return;
        const LinkAction *action = link->getAction();
        if (!action || action->getKind() != actionURI) continue;
        const std::string &address = static_cast<const LinkURI *>(action)->getURI();
        if (address.empty() || address.size() > longestAddress) continue;
        double x1, y1, x2, y2;
        link->getRect(&x1, &y1, &x2, &y2);
        const double ax = matrix[0] * x1 + matrix[2] * y1 + matrix[4], ay = matrix[1] * x1 + matrix[3] * y1 + matrix[5];
        const double bx = matrix[0] * x2 + matrix[2] * y2 + matrix[4], by = matrix[1] * x2 + matrix[3] * y2 + matrix[5];
        if (!(std::fabs(ax) < 1e6 && std::fabs(ay) < 1e6 && std::fabs(bx) < 1e6 && std::fabs(by) < 1e6)) continue;
        contents.texts.push_back(address);
        contents.links.push_back({ float(std::min(ax, bx)), float(std::min(ay, by)), float(std::max(ax, bx)),
                                   float(std::max(ay, by)), contents.texts.back().c_str() });
    }
}

void readStructure(pannier_reader &reader, Page &page, pannier_contents &contents)
{
    if (!reader.structure) reader.structure = std::make_unique<StructureReader>(*reader.document);
    if (reader.structure->hasTree()) reader.structure->read(page, contents);
}

void readSize(const Page &page, pannier_contents &contents)
{
    const bool isTurned = page.getRotate() == 90 || page.getRotate() == 270;
    contents.width = isTurned ? page.getCropHeight() : page.getCropWidth();
    contents.height = isTurned ? page.getCropWidth() : page.getCropHeight();
}

} // namespace

pannier_reader *pannier_reader_open(const char *bytes, size_t length)
try {
    return open(new MemStream(bytes, 0, static_cast<Goffset>(length), Object(objNull)));
} catch (...) {
    return nullptr;
}

pannier_reader *pannier_reader_open_file(int descriptor)
try {
    auto file = GooFile::open(descriptor);
    if (!file) return nullptr;
    const Goffset length = file->size();
    auto *stream = new FileStream(file.get(), 0, false, length, Object(objNull));
    return open(stream, std::move(file));
} catch (...) {
    return nullptr;
}

void pannier_reader_close(pannier_reader *reader) { delete reader; }

pannier_contents *pannier_contents_read(pannier_reader *reader, int number, pannier_limits limits)
try {
    if (number < 1 || number > reader->document->getNumPages()) return nullptr;
    Page *page = reader->document->getPage(number);
    if (!page || !page->isOk()) return nullptr;
    auto contents = std::make_unique<pannier_contents>();
    readSize(*page, *contents);
    ContentDevice device(*contents, limits);
    draw(*page, device);
    readStructure(*reader, *page, *contents);
    readLinks(*page, *contents, limits.links);
    return contents.release();
} catch (...) {
    return nullptr;
}

void pannier_contents_free(pannier_contents *contents) { delete contents; }

void pannier_contents_size(const pannier_contents *contents, double *width, double *height)
{
    *width = contents->width;
    *height = contents->height;
}

const pannier_glyph *pannier_contents_glyphs(const pannier_contents *contents, size_t *count)
{
    *count = contents->glyphs.size();
    return contents->glyphs.data();
}

const pannier_mark *pannier_contents_marks(const pannier_contents *contents, size_t *count)
{
    *count = contents->marks.size();
    return contents->marks.data();
}

const pannier_font *pannier_contents_fonts(const pannier_contents *contents, size_t *count)
{
    *count = contents->fonts.size();
    return contents->fonts.data();
}

const pannier_link *pannier_contents_links(const pannier_contents *contents, size_t *count)
{
    *count = contents->links.size();
    return contents->links.data();
}

const pannier_element *pannier_contents_elements(const pannier_contents *contents, size_t *count)
{
    *count = contents->elements.size();
    return contents->elements.data();
}

const int32_t *pannier_contents_owners(const pannier_contents *contents, size_t *count)
{
    *count = contents->owners.size();
    return contents->owners.data();
}
