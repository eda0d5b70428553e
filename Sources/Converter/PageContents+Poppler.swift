// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Poppler

extension PageContents {
    /// More than any form has on a page.
    private static let filledTextLimit = 4000
    private static let filledTextLength = 1 << 20

    /// With what was filled in.
    /// - Parameter outline: the outline's entries that lead to the page.
    init(_ number: Int, _ drawn: borrowing DrawnContents, _ page: borrowing Page, outline: [OutlineTitle]) {
        let (width, height) = drawn.size
        let filled = page.filledTexts(atMost: Self.filledTextLimit, length: Self.filledTextLength)
        self.init(
            number: number,
            width: width,
            height: height,
            glyphs: drawn.glyphs(Glyph.init),
            faces: drawn.fonts.map(FontFace.init),
            marks: drawn.marks(PageMark.init),
            links: drawn.links { PageLink(box: Box($0), address: $1) },
            texts: filled.compactMap { BoxedText($0.text, box: Box($0.area)) },
            outline: outline,
            structure: PageStructure(elements: drawn.elements(PageStructure.Element.init), owners: drawn.contentOwners)
        )
    }
}

extension PageStructure.Element {
    fileprivate init(_ element: DrawnElement) {
        self.init(
            PageStructure.Role(element.role),
            parent: element.parent,
            identity: element.identity,
            rowSpan: element.rowSpan,
            columnSpan: element.columnSpan
        )
    }
}

extension Glyph {
    /// Nil for what is no character, and for slanted text: stamps across a page.
    fileprivate init?(_ glyph: DrawnGlyph) {
        guard let scalar = Unicode.Scalar(glyph.scalar), !glyph.isSlanted else { return nil }
        self.init(
            scalar: scalar,
            box: Box(glyph.left, glyph.top, glyph.right, glyph.bottom),
            baseline: Double(glyph.baseline),
            size: Double(glyph.size),
            face: glyph.font,
            turns: glyph.isVertical ? 1 : glyph.turns,
            isArtifact: glyph.isArtifact,
            isInvisible: glyph.isInvisible,
            content: glyph.content
        )
    }
}

extension FontFace {
    fileprivate init(_ font: DrawnFont) {
        self.init(name: font.name, isBold: font.isBold, isItalic: font.isItalic, isFixedWidth: font.isFixedWidth)
    }
}

extension PageMark {
    fileprivate init(_ mark: DrawnMark) {
        self.init(
            box: Box(mark.left, mark.top, mark.right, mark.bottom),
            colour: mark.colour,
            isStroke: mark.isStroke
        )
    }
}

extension Box {
    fileprivate init(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float) {
        self.init(left: Double(left), top: Double(top), right: Double(right), bottom: Double(bottom))
    }

    fileprivate init(_ rectangle: Rectangle) {
        self.init(
            left: min(rectangle.x1, rectangle.x2),
            top: min(rectangle.y1, rectangle.y2),
            right: max(rectangle.x1, rectangle.x2),
            bottom: max(rectangle.y1, rectangle.y2)
        )
    }
}
