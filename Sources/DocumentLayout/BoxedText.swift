// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that stands in a box of its own, not among the page's characters: a filled form field, a free-text annotation.
package struct BoxedText: Equatable, Sendable {
    /// Words separated by single spaces; no line is empty.
    let lines: [String]
    let box: Box

    /// Nil where there is nothing to read, or no place for it.
    package init?(_ text: String, box: Box) {
        guard box.isFinite else { return nil }
        lines = text.unicodeScalars.split(whereSeparator: \.endsLine).compactMap { line in
            let words = line.split { $0.isSeparator || $0.isUnshown }
            return words.isEmpty ? nil : words.map { String($0) }.joined(separator: " ")
        }
        guard !lines.isEmpty else { return nil }
        self.box = box
    }
}

extension Unicode.Scalar {
    fileprivate var endsLine: Bool { value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 }

    /// Direction marks would upset the count of boxes.
    fileprivate var isUnshown: Bool { properties.generalCategory == .control || isDirectionMark }
}
