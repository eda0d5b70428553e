// SPDX-License-Identifier: GPL-3.0-or-later

/// In points from the page's top left corner, y downwards; not necessarily ordered or finite.
package struct Rectangle: Hashable, Sendable {
    package var x1: Double
    package var y1: Double
    package var x2: Double
    package var y2: Double
}
