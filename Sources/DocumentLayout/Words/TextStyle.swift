// SPDX-License-Identifier: GPL-3.0-or-later

/// How a word is set.
package struct TextStyle: Hashable, Sendable {
    package var face: FontFace
    /// In points, rounded to tenths.
    package var size: Double

    package init(face: FontFace, size: Double) {
        self.face = face
        self.size = (size * 10).rounded() / 10
    }
}
