// SPDX-License-Identifier: GPL-3.0-or-later

#include "StructureReader.h"

#include <Catalog.h>
#include <Dict.h>
#include <PDFDoc.h>
#include <Page.h>

#include <algorithm>

namespace {

/// Of elements within each other.
constexpr size_t deepest = 256;
constexpr int deepestNumbers = 16;
constexpr int longestRoleChain = 8;
constexpr size_t longestRole = 64;
/// Of a page, and of those that are kept in mind.
constexpr size_t mostElements = 20'000;
constexpr int mostMarks = 100'000;
constexpr int mostKids = 500'000;
constexpr int mostNumberNodes = 5'000;
constexpr int mostCells = 200;
constexpr int mostSpans = 1000;

Ref reference(const Object &object) { return object.isRef() ? object.getRef() : Ref::INVALID(); }

bool isWithin(const Object &limits, int key)
{
    if (!limits.isArray() || limits.arrayGetLength() < 2) return false;
    const Object low = limits.arrayGet(0), high = limits.arrayGet(1);
    return low.isInt() && high.isInt() && low.getInt() <= key && key <= high.getInt();
}

int span(const Dict &attributes, const char *name)
{
    const Object value = attributes.lookup(name);
    return value.isInt() ? std::clamp(value.getInt(), 1, mostSpans) : 1;
}

/// How many rows and columns a cell takes.
std::pair<int, int> spans(const Dict &element)
{
    const Object all = element.lookup("A");
    std::pair<int, int> result { 1, 1 };
    const int count = all.isArray() ? std::min(all.arrayGetLength(), 16) : 1;
    for (int i = 0; i < count; ++i) {
        const Object one = all.isArray() ? all.arrayGet(i) : all.copy();
        if (!one.isDict()) continue;
        result.first = std::max(result.first, span(*one.getDict(), "RowSpan"));
        result.second = std::max(result.second, span(*one.getDict(), "ColSpan"));
    }
    return result;
}

} // namespace

/// The part of the tree that a page shows.
struct StructureReader::Tree {
    struct Kid {
        /// Of a node; -1 for marked content.
        int node;
        int mark;
    };
    struct Node {
        std::shared_ptr<const Element> element;
        Ref reference;
        int parent;
        std::vector<Kid> kids;
    };

    StructureReader &reader;
    const Ref page;
    std::vector<Node> nodes;
    std::unordered_map<int, int> numbers;
    /// The nodes of the page's marked contents.
    std::unordered_map<int, int> owners;

    Tree(StructureReader &reader, Ref page) : reader(reader), page(page)
    {
        nodes.push_back({ nullptr, reader.rootReference, -1, {} });
        numbers[reader.rootReference.num] = 0;
    }

    /// Of an element and of all that are above it; -1 where they don't lead to the root.
    int node(Ref reference)
    {
        std::vector<std::pair<Ref, std::shared_ptr<const Element>>> path;
        auto known = numbers.find(reference.num);
        while (known == numbers.end()) {
            if (path.size() >= deepest || nodes.size() + path.size() >= mostElements) return -1;
            auto element = reader.element(reference);
            if (!element) return -1;
            path.push_back({ reference, element });
            reference = element->parent;
            known = numbers.find(reference.num);
        }
        int number = known->second;
        for (auto step = path.rbegin(); step != path.rend(); ++step) {
            // A circle leads to an element that is on the path itself.
            if (!numbers.emplace(step->first.num, int(nodes.size())).second) return -1;
            nodes.push_back({ step->second, step->first, number, {} });
            number = int(nodes.size()) - 1;
        }
        return number;
    }

    /// Puts what the page shows of an element into the order that the element has.
    void link(int number)
    {
        Object list = number == 0 ? reader.root.dictLookup("K") : nodes[number].element->kids.copy();
        if (!list.isArray()) {
            const Object &single = number == 0 ? reader.root.dictLookupNF("K")
                                               : nodes[number].element->dictionary.dictLookupNF("K");
            add(single, number);
            return;
        }
        const int count = std::min(list.arrayGetLength(), mostKids);
        const bool isRow = number > 0 && nodes[number].element->role == "TR";
        for (int i = 0; i < count; ++i) {
            const Object &kid = list.arrayGetNF(i);
            if (isRow && i < mostCells) addCell(kid, number);
            add(kid, number);
        }
    }

    void add(const Object &kid, int number)
    {
        auto &node = nodes[number];
        if (kid.isRef()) {
            const auto known = numbers.find(kid.getRef().num);
            if (known == numbers.end() || nodes[known->second].parent != number) return;
            node.kids.push_back({ known->second, -1 });
        } else if (kid.isInt()) {
            if (isHere(node)) addMark(kid.getInt(), number);
        } else if (kid.isDict()) {
            const Ref place = reference(kid.dictLookupNF("Pg"));
            const Object mark = kid.dictLookup("MCID");
            if (!mark.isInt() || !kid.dictLookupNF("Stm").isNull()) return;
            if (place == Ref::INVALID() ? isHere(node) : place == page) addMark(mark.getInt(), number);
        }
    }

    void addMark(int mark, int number)
    {
        const auto owner = owners.find(mark);
        if (owner == owners.end() || owner->second != number) return;
        nodes[number].kids.push_back({ -1, mark });
        owners.erase(owner);
    }

    /// Cells with nothing in them are part of their row all the same.
    void addCell(const Object &kid, int row)
    {
        if (!kid.isRef() || numbers.count(kid.getRef().num) || nodes.size() >= mostElements) return;
        auto element = reader.element(kid.getRef());
        if (!element || (element->role != "TD" && element->role != "TH")) return;
        if (element->parent != nodes[row].reference) return;
        numbers[kid.getRef().num] = int(nodes.size());
        nodes.push_back({ element, kid.getRef(), row, {} });
    }

    bool isHere(const Node &node) const
    {
        return !node.element || node.element->page == Ref::INVALID() || node.element->page == page;
    }

    /// Writes elements and contents down in the order of the tree.
    /// - Returns: the places of marked contents.
    std::unordered_map<int, int> write(pannier_contents &contents) const
    {
        std::unordered_map<int, int> places;
        std::vector<int> written(nodes.size(), -1);
        struct Step {
            int node;
            size_t next;
        };
        std::vector<Step> steps { { 0, 0 } };
        while (!steps.empty()) {
            Step &step = steps.back();
            const Node &node = nodes[step.node];
            if (step.next == node.kids.size()) {
                steps.pop_back();
                continue;
            }
            const Kid kid = node.kids[step.next++];
            if (kid.node < 0) {
                places[kid.mark] = int(contents.owners.size());
                contents.owners.push_back(written[step.node]);
            } else if (written[kid.node] < 0) {
                written[kid.node] = int(contents.elements.size());
                contents.elements.push_back(described(nodes[kid.node], written[step.node], contents));
                steps.push_back({ kid.node, 0 });
            }
        }
        return places;
    }

    static pannier_element described(const Node &node, int parent, pannier_contents &contents)
    {
        const std::string &role = node.element->role;
        if (contents.roles.emplace(role, nullptr).second) {
            contents.texts.push_back(role);
            contents.roles[role] = contents.texts.back().c_str();
        }
        std::pair<int, int> size { 1, 1 };
        if (role == "TD" || role == "TH") size = spans(*node.element->dictionary.getDict());
        return { contents.roles[role], parent, uint32_t(node.reference.num), uint16_t(size.first), uint16_t(size.second) };
    }
};

StructureReader::StructureReader(PDFDoc &document) : document(document)
{
    Catalog *catalog = document.getCatalog();
    const unsigned marks = catalog->getMarkInfo();
    if (!(marks & Catalog::markInfoMarked) || (marks & Catalog::markInfoSuspects)) return;
    const Object dictionary = document.getXRef()->getCatalog();
    if (!dictionary.isDict()) return;
    rootReference = reference(dictionary.dictLookupNF("StructTreeRoot"));
    if (rootReference == Ref::INVALID()) return;
    root = dictionary.dictLookup("StructTreeRoot");
    if (!root.isDict()) return;
    parentTree = root.dictLookup("ParentTree");
    roleMap = root.dictLookup("RoleMap");
}

void StructureReader::read(Page &page, pannier_contents &contents)
{
    std::vector<int32_t> marks;
    for (const auto &glyph : contents.glyphs)
        if (glyph.content >= 0 && (marks.empty() || marks.back() != glyph.content)) marks.push_back(glyph.content);
    std::sort(marks.begin(), marks.end());
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());

    Tree tree(*this, page.getRef());
    const Object dictionary = document.getXRef()->fetch(page.getRef());
    const Object key = dictionary.isDict() ? dictionary.dictLookup("StructParents") : Object(objNull);
    if (!marks.empty() && key.isInt()) {
        const Object all = owners(key.getInt());
        for (int32_t mark : marks) {
            if (!all.isArray() || mark >= std::min(all.arrayGetLength(), mostMarks)) break;
            const Ref owner = reference(all.arrayGetNF(mark));
            const int node = owner == Ref::INVALID() ? -1 : tree.node(owner);
            if (node > 0) tree.owners[mark] = node;
        }
        // Rows add cells, which have nothing of the page in them.
        for (size_t number = 0, count = tree.nodes.size(); number < count; ++number) tree.link(int(number));
    }
    const auto places = tree.write(contents);
    for (auto &glyph : contents.glyphs) {
        const auto place = places.find(glyph.content);
        glyph.content = place == places.end() ? -1 : place->second;
    }
}

std::shared_ptr<const StructureReader::Element> StructureReader::element(Ref reference)
{
    const auto known = elements.find(reference.num);
    if (known != elements.end()) return known->second;
    if (elements.size() >= mostElements) elements.clear();
    std::shared_ptr<Element> element;
    Object dictionary = document.getXRef()->fetch(reference);
    if (dictionary.isDict()) {
        element = std::make_shared<Element>();
        element->role = role(*dictionary.getDict());
        element->parent = ::reference(dictionary.dictLookupNF("P"));
        element->page = ::reference(dictionary.dictLookupNF("Pg"));
        element->kids = dictionary.dictLookup("K");
        element->dictionary = std::move(dictionary);
    }
    elements[reference.num] = element;
    return element;
}

/// The type that its own stands for.
std::string StructureReader::role(const Dict &element) const
{
    Object type = element.lookup("S");
    Object space = element.lookup("NS");
    for (int i = 0; i < longestRoleChain && type.isName() && space.isDict(); ++i) {
        const Object map = space.dictLookup("RoleMapNS");
        Object next = map.isDict() ? map.dictLookup(type.getName()) : Object(objNull);
        if (next.isArray() && next.arrayGetLength() == 2) {
            space = next.arrayGet(1);
            next = next.arrayGet(0);
        } else {
            space = Object(objNull);
        }
        if (!next.isName()) break;
        type = std::move(next);
    }
    for (int i = 0; i < longestRoleChain && type.isName() && roleMap.isDict(); ++i) {
        Object next = roleMap.dictLookup(type.getName());
        if (!next.isName() || next.isName(type.getName())) break;
        type = std::move(next);
    }
    return type.isName() ? std::string(type.getName()).substr(0, longestRole) : std::string();
}

/// The elements that a page's marked contents belong to.
Object StructureReader::owners(int key) const
{
    Object node = parentTree.copy();
    int visited = 0;
    for (int depth = 0; depth < deepestNumbers && node.isDict(); ++depth) {
        const Object numbers = node.dictLookup("Nums");
        for (int i = 0; numbers.isArray() && i + 1 < numbers.arrayGetLength(); i += 2) {
            const Object &number = numbers.arrayGetNF(i);
            if (number.isInt() && number.getInt() == key) return numbers.arrayGet(i + 1);
        }
        const Object kids = node.dictLookup("Kids");
        Object next(objNull);
        for (int i = 0; kids.isArray() && i < kids.arrayGetLength() && visited < mostNumberNodes; ++i, ++visited) {
            Object kid = kids.arrayGet(i);
            if (!kid.isDict() || !isWithin(kid.dictLookup("Limits"), key)) continue;
            next = std::move(kid);
            break;
        }
        node = std::move(next);
    }
    return Object(objNull);
}
