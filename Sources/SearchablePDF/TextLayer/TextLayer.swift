// SPDX-License-Identifier: GPL-3.0-or-later

/// The content stream of text that nobody sees (ISO 32000-1, 9.3.6, mode 3): it can be found, marked and copied.
package enum TextLayer {
    /// In the coordinates of a page that isn't turned and whose lower left corner is the origin.
    /// - Parameter height: of the page as it is shown, in points.
    /// - Returns: nothing where there are no words.
    package static func contents(_ words: [LayerWord], height: Double) -> [UInt8] {
        guard !words.isEmpty else { return [] }
        var text = "BT\n3 Tr\n"
        for line in lines(words) { for word in levelled(line) { text += show(word, height) } }
        return Array((text + "ET\n").utf8)
    }

    private static func lines(_ words: [LayerWord]) -> [[LayerWord]] {
        words.reduce(into: []) { lines, word in
            if word.beginsLine || lines.isEmpty { lines.append([]) }
            lines[lines.count - 1].append(word)
        }
    }

    /// The sine of 10 degrees.
    private static let tilt = 0.174

    /// A line that rises or falls a little is laid level, turned about its middle: readers of PDF know no other lines,
    /// and break words and order of tilted ones.
    private static func levelled(_ line: [LayerWord]) -> [LayerWord] {
        guard let first = line.first, let last = line.last else { return line }
        let (x, y) = (last.end.x - first.start.x, last.end.y - first.start.y)
        let length = (x * x + y * y).squareRoot()
        if y.magnitude < tilt * length {
            let middle = line.reduce(0) { $0 + $1.start.y + $1.end.y } / Double(2 * line.count)
            return line.map { LayerWord($0, start: ($0.start.x, middle), end: ($0.end.x, middle)) }
        }
        if x.magnitude < tilt * length {
            let middle = line.reduce(0) { $0 + $1.start.x + $1.end.x } / Double(2 * line.count)
            return line.map { LayerWord($0, start: (middle, $0.start.y), end: (middle, $0.end.y)) }
        }
        return line
    }

    private static func show(_ word: LayerWord, _ height: Double) -> String {
        let units = Array(word.text.utf16)
        let (x, y) = (word.end.x - word.start.x, word.start.y - word.end.y)
        let length = (x * x + y * y).squareRoot()
        let size = max(1, word.size)
        guard !units.isEmpty, length > 0, length.isFinite, size.isFinite else { return "" }
        // The space after a word is for those who copy it.
        let codes = HexDigits.text((units + [0x20]).lazy.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        let stretch = 100 * length / (Double(units.count) * GlyphlessFont.width * size)
        let (cosine, sine) = (x / length, y / length)
        let matrix = PDFNumber.list([cosine, sine, -sine, cosine, word.start.x, height - word.start.y])
        let setting = "/\(GlyphlessFont.resource) \(PDFNumber.text(size)) Tf \(PDFNumber.text(stretch)) Tz"
        return "\(setting) \(matrix) Tm <\(codes)> Tj\n"
    }
}
