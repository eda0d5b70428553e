// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that stands in a box of its own, not among the page's characters: a filled form field, a free-text annotation.
package struct BoxedText: Equatable, Sendable {
    /// In points; larger letters would be taken for a heading.
    private static let largestSize = 10.0
    /// How wide a character is on average, as a part of its size.
    private static let width = 0.5

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

    /// Spread over the box as if they were drawn there.
    func words(in box: Box) -> [Word] {
        let height = max(1, box.height / Double(lines.count))
        let size = min(height * 0.8, Self.largestSize)
        return lines.enumerated().flatMap { number, line in
            let middle = box.top + height * (Double(number) + 0.5)
            return words(of: line, left: box.left, baseline: middle + size * 0.3, size: size)
        }
    }

    private func words(of line: String, left: Double, baseline: Double, size: Double) -> [Word] {
        var position = left
        return line.split(separator: " ").map { text in
            let width = Double(text.unicodeScalars.count) * size * Self.width
            let box = Box(
                left: position,
                top: baseline - 0.75 * size,
                right: position + width,
                bottom: baseline + 0.2 * size
            )
            position += width + 0.25 * size
            return Word(text: String(text), box: box, baseline: baseline, size: size, style: nil)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var endsLine: Bool { value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 }
}
