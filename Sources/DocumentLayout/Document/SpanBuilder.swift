// SPDX-License-Identifier: GPL-3.0-or-later

/// Joins lines into running text.
struct SpanBuilder {
    /// As much of the text as may belong to a word that a line breaks.
    private static let longestWord = 100

    private(set) var spans: [Span] = []
    private let vocabulary: Vocabulary

    init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    mutating func add(_ lines: [TextLine], styles: [TextStyle], links: [String]) {
        for line in lines {
            let joins = joinsHyphen(with: line)
            for (index, word) in line.words.enumerated() {
                let isGlued = index == 0 ? joins || spans.isEmpty || joinsIdeographs(word) : word.isGlued
                append(word, isGlued: isGlued, styles: styles, links: links)
            }
        }
    }

    private mutating func append(_ word: Word, isGlued: Bool, styles: [TextStyle], links: [String]) {
        let face = word.style.map { styles[$0].face }
        var span = Span(text: word.text)
        span.isBold = face?.isBold ?? false
        span.isItalic = face?.isItalic ?? false
        span.isCode = face?.isFixedWidth ?? false
        span.script = word.script
        span.address = word.link.flatMap { links.indices.contains($0) ? links[$0] : nil }
        // No copy of the last span may live while its text grows: that would copy all of it.
        if spans.last?.isAlike(span) ?? false {
            spans[spans.count - 1].text += (isGlued ? "" : " ") + span.text
        } else {
            if !isGlued { spans[spans.count - 1].text += " " }
            spans.append(span)
        }
    }

    private func joinsIdeographs(_ word: Word) -> Bool {
        guard let last = spans.last?.text.unicodeScalars.last, let first = word.text.unicodeScalars.first else {
            return false
        }
        return last.isIdeographic && first.isIdeographic
    }

    /// Whether the text so far ends in a word that goes on; its hyphen is taken away where it is no part of the word.
    private mutating func joinsHyphen(with line: TextLine) -> Bool {
        guard let last = spans.last.map({ String($0.text.suffix(Self.longestWord)) }), let next = line.words.first
        else { return false }
        let joint = vocabulary.joint(last, next.text)
        if joint == .broken { spans[spans.count - 1].text.unicodeScalars.removeLast() }
        return joint != .apart
    }
}
