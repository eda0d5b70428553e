// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Poppler

extension PageCharacters {
    /// More than any form has on a page.
    private static let filledTextLimit = 4000
    private static let filledTextLength = 1 << 20

    /// With what was filled in. Plain text needs no fonts.
    init(of page: borrowing Page, withFonts: Bool) {
        let contents = PageCharacters(
            text: page.text,
            boxes: page.characterRectangles.map(Box.init),
            fontRuns: withFonts ? page.textAttributes.map(FontRun.init) : []
        )
        let filled = page.filledTexts(atMost: Self.filledTextLimit, length: Self.filledTextLength)
        self = contents.placing(filled.compactMap { BoxedText($0.text, box: Box($0.area)) })
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
