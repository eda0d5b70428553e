// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts within bounds: a document may name the same endless value for any number of fields.
struct FilledTexts {
    private(set) var all: [FilledText] = []
    private let limit: Int
    private var remainingLength: Int

    init(limit: Int, length: Int) {
        self.limit = limit
        remainingLength = length
    }

    var isFull: Bool { all.count >= limit || remainingLength <= 0 }

    mutating func add(_ text: String?, at area: Rectangle) {
        guard let text, !isFull else { return }
        let kept = text.unicodeScalars.prefix(remainingLength)
        remainingLength -= kept.count
        all.append(FilledText(text: String(kept), area: area))
    }
}
