// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that stands in a box of its own, not among the page's characters: a filled form field, a free-text annotation.
package struct BoxedText: Equatable, Sendable {
    /// In points; larger letters would be taken for a heading.
    private static let largestSize = 10.0
    private static let smallestSize = 0.25
    /// How wide a character is on average, as a part of its size.
    private static let width = 0.5
    /// Between words, likewise.
    private static let space = 0.25
    private static let rowHeight = 12.0

    /// Words separated by single spaces; no line is empty.
    let lines: [String]
    let box: Box

    /// Nil where there is nothing to read, or no place for it.
    package init?(_ text: String, box: Box) {
        guard box.isWithinReach else { return nil }
        lines = text.unicodeScalars.split(whereSeparator: \.endsLine).compactMap { line in
            let words = line.split { $0.separatesWords || $0.isUnshown }
            return words.isEmpty ? nil : words.map { String($0) }.joined(separator: " ")
        }
        guard !lines.isEmpty else { return nil }
        self.box = box
    }

    /// Whether all that stands in the box reads like the text. Some producers write values into the page's contents and
    /// keep the fields.
    func isShown(by words: [Word], in box: Box) -> Bool {
        var shown = String.UnicodeScalarView()
        for word in words where box.insetBy(x: -2, y: -2).containsMiddle(of: word.box) {
            shown.append(contentsOf: word.text.unicodeScalars)
        }
        guard !shown.isEmpty else { return false }
        return shown.elementsEqual(lines.joined().unicodeScalars.lazy.filter { !$0.separatesWords })
    }

    /// Spread over the box as if they were drawn there, and squeezed where there is little room.
    func words(in box: Box) -> [Word] {
        let rows = rows(in: box)
        let height = box.height / Double(rows.count)
        let size = max(Self.smallestSize, min(height * 0.8, Self.largestSize))
        return rows.enumerated().flatMap { number, row in
            let middle = box.top + height * (Double(number) + 0.5)
            return words(of: row, in: box, baseline: middle + size * 0.3, size: size)
        }
    }

    /// The lines, each broken into as many rows as it takes where all find room one under another.
    private func rows(in box: Box) -> [[Substring]] {
        let lines = lines.map { $0.split(separator: " ") }
        let broken = lines.flatMap { Self.rows(of: $0, within: box.width) }
        return Double(broken.count) * Self.rowHeight <= box.height ? broken : lines
    }

    private static func rows(of line: [Substring], within width: Double) -> [[Substring]] {
        var rows: [[Substring]] = []
        var end = Double.infinity
        for word in line {
            let length = length(of: word) * largestSize
            if end + length > width {
                rows.append([])
                end = 0
            }
            rows[rows.count - 1].append(word)
            end += length + space * largestSize
        }
        return rows
    }

    private func words(of row: [Substring], in box: Box, baseline: Double, size: Double) -> [Word] {
        let lengths = row.map(Self.length)
        let whole = (lengths.reduce(0, +) + Double(row.count - 1) * Self.space) * size
        let unit = size * min(1, max(0, box.width) / whole)
        var position = box.left
        return zip(row, lengths).map { text, length in
            let box = Box(
                left: position,
                top: baseline - 0.75 * size,
                right: position + length * unit,
                bottom: baseline + 0.2 * size
            )
            position = box.right + Self.space * unit
            return Word(text: String(text), box: box, baseline: baseline, size: size, style: nil)
        }
    }

    /// As a part of the size.
    private static func length(of word: Substring) -> Double { Double(word.unicodeScalars.count) * width }
}

extension Unicode.Scalar {
    fileprivate var endsLine: Bool { value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 }
}
