// SPDX-License-Identifier: GPL-3.0-or-later

/// What a tagged document says of a page: the part of its structure tree that the page shows.
package struct PageStructure: Sendable {
    package struct Element: Sendable {
        package var role: Role
        /// Position among the elements, before its own; nil below the root.
        package var parent: Int?
        /// The same on all pages, and no other element's.
        package var identity: Int
        package var rowSpan: Int
        package var columnSpan: Int

        package init(_ role: Role, parent: Int?, identity: Int, rowSpan: Int = 1, columnSpan: Int = 1) {
            self.role = role
            self.parent = parent
            self.identity = identity
            self.rowSpan = rowSpan
            self.columnSpan = columnSpan
        }
    }

    /// In the order of the tree, parents before their children.
    package var elements: [Element]
    /// Positions of the elements that own the page's contents, in the order of the tree.
    package var owners: [Int]

    package init(elements: [Element] = [], owners: [Int] = []) {
        self.elements = elements
        self.owners = owners
    }

    /// Whether each names only what there is.
    var isSound: Bool {
        owners.allSatisfy(elements.indices.contains)
            && elements.enumerated().allSatisfy { number, element in
                element.parent.map { (0..<number).contains($0) } ?? true
            }
    }
}
