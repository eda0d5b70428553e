// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Poppler

extension PageCharacters {
    /// Plain text needs no fonts.
    init(of page: borrowing Page, withFonts: Bool) {
        self.init(
            text: page.text,
            boxes: page.characterRectangles.map(Box.init),
            fontRuns: withFonts ? page.textAttributes.map(FontRun.init) : []
        )
    }
}

extension Box {
    fileprivate init(_ rectangle: Rectangle) {
        self.init(
            left: min(rectangle.x1, rectangle.x2),
            top: min(rectangle.y1, rectangle.y2),
            right: max(rectangle.x1, rectangle.x2),
            bottom: max(rectangle.y1, rectangle.y2)
        )
    }
}

extension FontRun {
    fileprivate init(_ attributes: TextAttributes) {
        self.init(
            characters: attributes.characters,
            font: Font(name: attributes.fontName, size: attributes.fontSize)
        )
    }
}
