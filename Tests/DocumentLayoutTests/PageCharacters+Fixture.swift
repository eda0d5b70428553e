// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout

extension PageCharacters {
    /// Each character is a square of ten points beside the one before it, each line twenty points below the last. A gap
    /// is in points, before the character at that position.
    init(grid text: String, gaps: [Int: Double] = [:], fontRuns: [FontRun] = []) {
        var boxes: [Box] = []
        var (left, top) = (0.0, 0.0)
        for (position, scalar) in text.unicodeScalars.enumerated() {
            left += gaps[position] ?? 0
            boxes.append(Box(left: left, top: top, right: left + 10, bottom: top + 10))
            left = scalar == "\n" ? 0 : left + 10
            top += scalar == "\n" ? 20 : 0
        }
        self.init(text: text, boxes: boxes, fontRuns: fontRuns)
    }
}

extension PageLayout {
    init(_ characters: PageCharacters) {
        self.init(number: 1, width: 612, height: 792, characters: characters)
    }

    var texts: [[String]] { lines.map { $0.words.map(\.text) } }
}
