// SPDX-License-Identifier: GPL-3.0-or-later

/// Characters in a row that are set in one font.
package struct FontRun: Equatable, Sendable {
    /// Positions of characters, counted as boxes are.
    package var characters: Range<Int>
    package var font: Font

    package init(characters: Range<Int>, font: Font) {
        self.characters = characters
        self.font = font
    }
}
