// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the widgets of form fields are seen. Poppler tells of a field only where it would be on a page that isn't
/// turned, and not whether it is hidden; its widget annotation, which has the same rectangle, tells both.
struct WidgetAreas {
    /// Nil stands for a hidden widget. Poppler lists annotations from the first to the last and fields from the last
    /// to the first, so of widgets on one rectangle the last is taken first.
    private var areas: [Rectangle: [Rectangle?]] = [:]

    var isEmpty: Bool { areas.isEmpty }

    mutating func add(_ area: Rectangle?, for rectangle: Rectangle) { areas[rectangle, default: []].append(area) }

    /// The area of the next field on this rectangle, or nil where nobody sees it.
    mutating func take(_ rectangle: Rectangle) -> Rectangle? {
        guard let index = areas.index(forKey: rectangle), let area = areas.values[index].popLast() else { return nil }
        return area
    }
}
