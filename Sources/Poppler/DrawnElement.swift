// SPDX-License-Identifier: GPL-3.0-or-later

import CPopplerDevice

/// An element of the document's structure tree that a page has part in.
@safe
package struct DrawnElement: Sendable {
    /// The standard type that its own stands for, if any.
    package var role: String
    /// Position among the elements, before its own; nil below the root.
    package var parent: Int?
    /// The same on all pages, and no other element's.
    package var identity: Int
    /// How many rows and columns a cell spans.
    package var rowSpan: Int
    package var columnSpan: Int

    init(_ element: pannier_element) {
        role = unsafe String(copying: element.role) ?? ""
        unsafe parent = element.parent < 0 ? nil : Int(element.parent)
        unsafe identity = Int(element.identity)
        unsafe rowSpan = Int(element.rows)
        unsafe columnSpan = Int(element.columns)
    }
}
