// SPDX-License-Identifier: GPL-3.0-or-later

/// An image on a page.
package struct ImageArea: Sendable {
    /// Poppler's, on this page.
    let number: Int32
    package let area: Rectangle
}
