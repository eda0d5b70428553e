// SPDX-License-Identifier: GPL-3.0-or-later

extension PageContents {
    /// The page with what was read from its picture in place of its own text: filled forms were read as well.
    package func showing(_ text: RecognizedText) -> PageContents {
        var page = showing(text, beside: [])
        page.texts = []
        return page
    }

    /// The page with what was read from its picture beside what stays of its own text. Its structure knows nothing of
    /// that.
    package func showing(_ text: RecognizedText, beside glyphs: [Glyph]) -> PageContents {
        var page = self
        page.glyphs = glyphs + text.glyphs(face: faces.count)
        page.faces.append(FontFace(name: ""))
        page.structure = PageStructure()
        return page
    }
}

extension RecognizedText {
    /// As if the page drew the words: line by line, on the line's baseline and in its size.
    fileprivate func glyphs(face: Int) -> [Glyph] {
        var glyphs: [Glyph] = []
        let usual = words.isEmpty ? 0 : Self.middle(words.map(\.size)).rounded()
        for line in lines {
            let turns = line[0].turns
            let baseline = Self.middle(line.map(\.baseline))
            var size = Self.middle(line.map(\.size))
            // The height of a line depends on its letters too: what is nearly as large as most is as large.
            if (size - usual).magnitude <= Self.sizeTolerance * usual { size = usual }
            size = max(1, size.rounded())
            for word in line {
                glyphs += word.glyphs(baseline: baseline, size: size, turns: turns, face: face)
            }
        }
        return glyphs
    }

    private static let sizeTolerance = 0.15

    private var lines: [[RecognizedWord]] {
        words.reduce(into: []) { lines, word in
            if word.beginsLine || lines.last?.last?.turns != word.turns { lines.append([]) }
            lines[lines.count - 1].append(word)
        }
    }

    private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

extension RecognizedWord {
    /// Its characters share the box evenly; a space comes before them.
    fileprivate func glyphs(baseline: Double, size: Double, turns: Int, face: Int) -> [Glyph] {
        let scalars = Array(RightToLeft.visual(text).unicodeScalars)
        let parts = scalars.indices.map { part($0, of: scalars.count, turns) }
        let confidence = Int(max(0, min(100, confidence.rounded())))
        let glyphs = zip(scalars, parts).map { scalar, box in
            Glyph(
                scalar: scalar,
                box: box,
                baseline: baseline,
                size: size,
                face: face,
                turns: turns,
                confidence: confidence
            )
        }
        return [Glyph(scalar: " ", box: box, baseline: baseline, size: size, face: face, turns: turns)] + glyphs
    }

    private func part(_ index: Int, of count: Int, _ turns: Int) -> Box {
        let (from, to) = (Double(index) / Double(count), Double(index + 1) / Double(count))
        let (width, height) = (box.right - box.left, box.bottom - box.top)
        var part = box
        switch turns {
        case 1: (part.top, part.bottom) = (box.top + from * height, box.top + to * height)
        case 2: (part.left, part.right) = (box.right - to * width, box.right - from * width)
        case 3: (part.top, part.bottom) = (box.bottom - to * height, box.bottom - from * height)
        default: (part.left, part.right) = (box.left + from * width, box.left + to * width)
        }
        return part
    }
}
