// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout

/// A page of 600 × 800 points, filled as by a typewriter: each character is half as wide as its font's size.
struct PageSheet {
    static let body = 0
    static let bold = 1

    var contents: PageContents

    init(_ number: Int = 1) {
        contents = PageContents(number: number, width: 600, height: 800)
        contents.faces = [FontFace(name: "Times-Roman"), FontFace(name: "Times-Bold", isBold: true)]
    }

    /// - Parameter y: of the baseline, from the top.
    /// - Parameter tag: what `tag` gave.
    mutating func write(
        _ text: String,
        x: Double,
        y: Double,
        size: Double = 10,
        face: Int = body,
        tag: Int32? = nil,
        isArtifact: Bool = false
    ) {
        var left = x
        for scalar in text.unicodeScalars {
            let box = Box(left: left, top: y - 0.75 * size, right: left + size / 2, bottom: y + 0.2 * size)
            var glyph = Glyph(scalar: scalar, box: box, baseline: y, size: size, face: face, content: tag)
            glyph.isArtifact = isArtifact
            contents.glyphs.append(glyph)
            left += size / 2
        }
    }

    /// Lines one under another, 12 points apart.
    mutating func write(_ lines: [String], x: Double, y: Double, tag: Int32? = nil) {
        for (number, line) in lines.enumerated() { write(line, x: x, y: y + 12 * Double(number), tag: tag) }
    }

    /// An element of the document's structure, below another.
    mutating func element(_ role: PageStructure.Role, in parent: Int? = nil, rows: Int = 1, columns: Int = 1) -> Int {
        let identity = contents.number * 1000 + contents.structure.elements.count
        contents.structure.elements.append(
            .init(role, parent: parent, identity: identity, rowSpan: rows, columnSpan: columns)
        )
        return contents.structure.elements.count - 1
    }

    /// The next content in the order of the structure.
    mutating func content(of element: Int) -> Int32 {
        contents.structure.owners.append(element)
        return Int32(contents.structure.owners.count - 1)
    }

    /// An element with one content.
    mutating func tag(_ role: PageStructure.Role, in parent: Int? = nil) -> Int32 {
        content(of: element(role, in: parent))
    }

    mutating func rule(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
        contents.marks.append(PageMark(box: Box(left: left, top: top, right: right, bottom: bottom)))
    }

    /// A grid of ruling lines.
    mutating func grid(columns: [Double], rows: [Double]) {
        for x in columns { rule(x, rows[0], x, rows[rows.count - 1]) }
        for y in rows { rule(columns[0], y, columns[columns.count - 1], y) }
    }

    mutating func link(_ address: String, x: Double, y: Double, width: Double) {
        let box = Box(left: x, top: y - 10, right: x + width, bottom: y + 3)
        contents.links.append(PageLink(box: box, address: address))
    }

    mutating func fill(_ text: String, in box: Box) {
        if let filled = BoxedText(text, box: box) { contents.texts.append(filled) }
    }

    var analysis: PageAnalysis { PageAnalyser(contents).analysis() }
    var text: String { String(decoding: PageText(analysis).utf8, as: UTF8.self) }
    var document: TextDocument { DocumentBuilder([analysis]).document() }
}

/// Sentences enough for a body of text.
let prose = [
    "The riders carried letters and parcels between the three",
    "depots of the town before noon, and in the afternoon they",
    "brought the empty boxes back to where they had come from,",
    "so that none of them had to ride without a load. It saved",
    "most of the difference between the first two quarters.",
]
