// SPDX-License-Identifier: GPL-3.0-or-later

/// What one page shows.
package struct PageContents: Sendable {
    /// Counted from 1.
    package var number: Int
    /// In points.
    package var width: Double
    package var height: Double
    /// In the order in which they are drawn.
    package var glyphs: [Glyph]
    package var faces: [FontFace]
    package var marks: [PageMark]
    package var links: [PageLink]
    /// What was filled in, or written on top.
    package var texts: [BoxedText]
    /// The outline's entries that lead here.
    package var outline: [OutlineTitle]
    /// What the document itself says of the page; nothing where it isn't tagged.
    package var structure: PageStructure

    package init(
        number: Int,
        width: Double,
        height: Double,
        glyphs: [Glyph] = [],
        faces: [FontFace] = [],
        marks: [PageMark] = [],
        links: [PageLink] = [],
        texts: [BoxedText] = [],
        outline: [OutlineTitle] = [],
        structure: PageStructure = PageStructure()
    ) {
        self.number = number
        self.width = width
        self.height = height
        self.glyphs = glyphs
        self.faces = faces
        self.marks = marks
        self.links = links
        self.texts = texts
        self.outline = outline
        self.structure = structure
    }
}

extension PageContents {
    /// Without what stands nowhere: a document may give any numbers for places and sizes.
    var sound: PageContents {
        var page = self
        page.width = Self.sound(width)
        page.height = Self.sound(height)
        if !page.glyphs.allSatisfy(\.isSound) { page.glyphs.removeAll { !$0.isSound } }
        page.marks.removeAll { !$0.box.isWithinReach }
        page.links.removeAll { !$0.box.isWithinReach }
        return page
    }

    private static func sound(_ length: Double) -> Double { (0..<Box.reach).contains(length) ? length : 0 }
}

/// An entry of a document's outline.
package struct OutlineTitle: Equatable, Sendable {
    /// 1 for the highest.
    package var level: Int
    package var title: String

    package init(level: Int, title: String) {
        self.level = level
        self.title = title
    }
}
