// SPDX-License-Identifier: GPL-3.0-or-later

/// Contents of a page that belong to one block.
struct PagePart {
    enum Kind: Equatable {
        case block(BlockTag)
        case figure
        case table
        /// What only a group holds together.
        case loose
    }

    var kind: Kind
    var element: Int
    /// Positions, in the order of the tree.
    var contents: [Int]

    /// All parts of a page, in the order in which they begin.
    static func parts(owners: [Int], frames: [ElementFrame]) -> [PagePart] {
        var parts: [PagePart] = []
        var places: [Int: Int] = [:]
        for (content, owner) in owners.enumerated() {
            let (kind, element) = place(of: frames[owner], owner)
            let last = parts.last.map { $0.kind == .loose && $0.element == element } ?? false
            if kind == .loose ? last : places[element] != nil {
                let index = kind == .loose ? parts.count - 1 : places[element] ?? 0
                parts[index].contents.append(content)
            } else {
                if kind != .loose { places[element] = parts.count }
                parts.append(PagePart(kind: kind, element: element, contents: [content]))
            }
        }
        return joiningLabels(parts, owners: owners, frames: frames)
    }

    /// The number of a heading may be the label of a list's item that holds nothing but the heading.
    private static func joiningLabels(_ parts: [PagePart], owners: [Int], frames: [ElementFrame]) -> [PagePart] {
        var result: [PagePart] = []
        for part in parts {
            if case .block(.heading) = part.kind, let last = result.last, case .block(.item) = last.kind,
                last.contents.allSatisfy({ frames[owners[$0]].isLabel })
            {
                result.removeLast()
                result.append(PagePart(kind: part.kind, element: part.element, contents: last.contents + part.contents))
            } else {
                result.append(part)
            }
        }
        return result
    }

    private static func place(of frame: ElementFrame, _ owner: Int) -> (Kind, Int) {
        if let table = frame.table { return (.table, table) }
        guard let block = frame.block, let tag = frame.tag else { return (.loose, frame.group ?? owner) }
        return (frame.isFigure ? .figure : .block(tag), block)
    }
}
