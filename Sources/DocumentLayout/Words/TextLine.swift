// SPDX-License-Identifier: GPL-3.0-or-later

/// Words on one baseline, in reading order.
package struct TextLine: Equatable, Sendable {
    /// Never empty.
    package var words: [Word]
    package var box: Box
    package var baseline: Double
    /// Of most of its characters, in points.
    package var size: Double

    init(words: [Word]) {
        self.words = words
        box = Box.around(words.lazy.map(\.box)) ?? Box(left: 0, top: 0, right: 0, bottom: 0)
        let main = TextLine.main(of: words)
        baseline = main?.baseline ?? box.bottom
        size = main?.size ?? box.height
    }

    /// The baseline and size of most characters; raised and lowered ones are few.
    private static func main(of words: [Word]) -> (baseline: Double, size: Double)? {
        guard let first = words.first else { return nil }
        if words.allSatisfy({ $0.baseline == first.baseline && $0.size == first.size }) {
            return (first.baseline, first.size)
        }
        let largest = words.reduce(0) { max($0, $1.size) }
        var best: (count: Int, word: Word)?
        var counts: [Int: Int] = [:]
        for word in words where word.size > 0.7 * largest {
            let key = Int((max(-1e6, min(1e6, word.baseline)) * 2).rounded())
            let count = counts[key, default: 0] + word.text.utf8.count
            counts[key] = count
            if count > best?.count ?? 0 { best = (count, word) }
        }
        return best.map { ($0.word.baseline, $0.word.size) }
    }

    var text: String {
        var text = ""
        for (index, word) in words.enumerated() {
            if index > 0, !word.isGlued { text += " " }
            text += word.text
        }
        return text
    }

    /// From the middle of small letters down to the baseline: lines that are set close don't overlap there.
    var core: Box {
        Box(left: box.left, top: baseline - 0.5 * size, right: box.right, bottom: baseline)
    }
}
