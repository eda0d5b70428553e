// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Contents.h"

#include <Object.h>

#include <memory>
#include <string>
#include <unordered_map>

class Dict;
class PDFDoc;
class Page;

/// Reads a document's structure tree as far as a page has part in it: from the page's marked contents upwards, so that
/// the rest of the tree, however large, costs next to nothing. The tree may lie about anything.
class StructureReader {
public:
    explicit StructureReader(PDFDoc &document);

    /// Whether the document says that it is tagged, and has a tree.
    bool hasTree() const { return root.isDict(); }

    /// Finds the elements that the glyphs belong to, and gives each glyph its place among the contents of the tree.
    void read(Page &page, pannier_contents &contents);

private:
    /// An element as the document has it.
    struct Element {
        Object dictionary;
        Object kids;
        std::string role;
        Ref parent;
        /// The page that its marked contents are on, where it says so.
        Ref page;
    };
    struct Tree;

    std::shared_ptr<const Element> element(Ref reference);
    std::string role(const Dict &element) const;
    Object owners(int key) const;

    PDFDoc &document;
    Object root;
    Object parentTree;
    Object roleMap;
    Ref rootReference = Ref::INVALID();
    std::unordered_map<int, std::shared_ptr<const Element>> elements;
};
