// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Poppler

extension PageCharacters {
    /// - Parameter text: the page's, which the caller has already.
    init(text: String, page: borrowing Page) {
        self.init(
            text: text,
            boxes: page.characterRectangles.map(Box.init),
            fontRuns: page.textAttributes.map(FontRun.init)
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
