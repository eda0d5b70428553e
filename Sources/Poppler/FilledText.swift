// SPDX-License-Identifier: GPL-3.0-or-later

/// What somebody filled into a form field, or typed on the page as a free-text annotation.
package struct FilledText: Sendable {
    package var text: String
    /// Of the field or the annotation: in points from the page's top left corner, y downwards.
    package var area: Rectangle
}
