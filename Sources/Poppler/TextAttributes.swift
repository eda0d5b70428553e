// SPDX-License-Identifier: GPL-3.0-or-later

/// The font of some characters in a row.
package struct TextAttributes: Sendable {
    package var fontName: String
    /// In points.
    package var fontSize: Double
    /// Positions of characters, counted as the rectangles of the text's layout are.
    package var characters: Range<Int>
}
