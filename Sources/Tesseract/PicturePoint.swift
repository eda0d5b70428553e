// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a picture, in pixels from its top left corner; y grows downwards.
package struct PicturePoint: Equatable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}
