// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout

extension PageContents {
    /// Pieces of a page, one after another, until the bytes end or say that the next page begins.
    init(number: Int, from input: inout FuzzInput) {
        self.init(number: number, width: input.length(), height: input.length())
        while !input.isAtEnd {
            let kind = input.byte()
            if kind == 0xFF { return }
            addPiece(kind, from: &input)
        }
    }

    private mutating func addPiece(_ kind: UInt8, from input: inout FuzzInput) {
        switch kind % 16 {
        case 0: glyphs.append(Glyph(from: &input))
        case 1: marks.append(PageMark(box: Box(from: &input), colour: input.bits(), isStroke: input.byte() & 1 == 0))
        case 2: addLine(String(repeating: ".", count: 16 + Int(input.byte() % 64)), from: &input)
        case 3: links.append(PageLink(box: Box(from: &input), address: "https://" + input.text()))
        case 4: links.append(PageLink(box: Box(from: &input), address: input.text()))
        case 5: texts += BoxedText(input.text(), box: Box(from: &input)).map { [$0] } ?? []
        case 6: outline.append(OutlineTitle(level: Int(input.byte() % 8), title: input.text()))
        case 7: faces.append(FontFace(name: input.text(), isBold: kind & 16 != 0, isItalic: kind & 32 != 0))
        case 8: addGrid(from: &input)
        case 9: addRepeated(input.text(), from: &input)
        case 10: addElement(from: &input)
        case 11: structure.owners.append(Int(input.byte()) - 1)
        default: addLine(input.text(), from: &input)
        }
    }

    private static let roles: [PageStructure.Role] = [
        .heading(level: 1), .heading(level: nil), .title, .paragraph, .list, .item, .itemPart, .label, .table, .row,
        .headerCell, .cell, .rows(areHeader: true), .caption, .note, .code, .quotation, .figure, .contentsEntry,
        .section, .group, .inline,
    ]

    /// Mostly below one that is there.
    private mutating func addElement(from input: inout FuzzInput) {
        let role = Self.roles[Int(input.byte()) % Self.roles.count]
        let parent = Int(input.byte())
        structure.elements.append(
            .init(
                role,
                parent: parent < 0xF0 ? structure.elements.count - 1 - parent % 8 : parent == 0xFF ? nil : parent,
                identity: Int(input.byte()),
                rowSpan: Int(input.byte() % 8),
                columnSpan: Int(input.byte() % 8)
            )
        )
    }

    /// A typewriter's line.
    private mutating func addLine(_ text: String, from input: inout FuzzInput) {
        var (x, y) = (input.length(), input.length())
        let size = Double(input.byte()) / 4
        let (turns, face) = (Int(input.byte() & 3), Int(input.byte() % 4))
        for scalar in text.unicodeScalars {
            let box = Box(left: x, top: y - 0.75 * size, right: x + size / 2, bottom: y + 0.2 * size)
            let baseline = turns & 1 == 0 ? y : x
            glyphs.append(
                Glyph(
                    scalar: scalar,
                    box: box,
                    baseline: baseline,
                    size: size,
                    face: face,
                    turns: turns,
                    content: structure.owners.isEmpty ? nil : Int32(structure.owners.count - 1)
                )
            )
            if turns & 1 == 0 { x += size / 2 } else { y += size / 2 }
        }
    }

    /// The same line many times, a little lower each.
    private mutating func addRepeated(_ text: String, from input: inout FuzzInput) {
        let (count, step) = (Int(input.byte()), Double(input.byte()) / 8)
        var line = PageContents(number: number, width: width, height: height)
        line.addLine(text, from: &input)
        for repetition in 0..<count {
            glyphs += line.glyphs.map { glyph in
                var lower = glyph
                let distance = step * Double(repetition)
                lower.box.top += distance
                lower.box.bottom += distance
                lower.baseline += distance
                return lower
            }
        }
    }

    private mutating func addGrid(from input: inout FuzzInput) {
        let (left, top) = (input.length(), input.length())
        let (columns, rows) = (Int(input.byte() % 12), Int(input.byte() % 40))
        let (width, height) = (Double(input.byte()), Double(input.byte()) / 4)
        let (right, bottom) = (left + width * Double(columns), top + height * Double(rows))
        for column in 0...columns {
            let x = left + width * Double(column)
            marks.append(PageMark(box: Box(left: x, top: top, right: x, bottom: bottom)))
        }
        for row in 0...rows {
            let y = top + height * Double(row)
            marks.append(PageMark(box: Box(left: left, top: y, right: right, bottom: y)))
        }
    }
}

extension Box {
    fileprivate init(from input: inout FuzzInput) {
        self.init(left: input.length(), top: input.length(), right: input.length(), bottom: input.length())
    }
}

extension Glyph {
    fileprivate init(from input: inout FuzzInput) {
        self.init(
            scalar: input.scalar(),
            box: Box(from: &input),
            baseline: input.length(),
            size: input.length(),
            face: Int(truncatingIfNeeded: input.bits(Int16.self)),
            turns: Int(Int8(bitPattern: input.byte())),
            isArtifact: input.byte() & 1 == 1
        )
    }
}
