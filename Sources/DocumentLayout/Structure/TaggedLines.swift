// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts the words of one element into lines, column by column.
enum TaggedLines {
    /// Of the size; raised characters don't stand that high.
    private static let rise = 0.8

    /// - Parameter words: in the order of the block's contents.
    static func columns(of words: [Word], styles: [TextStyle]) -> [BlockBuilder] {
        let pieces = LineBuilder.lines(of: words)
        let boxes = pieces.map(\.core)
        let columns =
            goesDown(words)
            ? [boxes.indices.sorted { (boxes[$0].bottom, boxes[$0].left, $0) < (boxes[$1].bottom, boxes[$1].left, $1) }]
            : ReadingOrder(boxes: boxes, textSize: PageAnalyser.textSize(of: pieces)).columns()
        return columns.map { BlockBuilder(pieces: $0.map { pieces[$0] }, styles: styles, isParagraph: true) }
    }

    /// Whether no word stands above those before it: then there is one column.
    private static func goesDown(_ words: [Word]) -> Bool {
        var lowest = -Double.infinity
        for word in words {
            if word.baseline < lowest - rise * word.size { return false }
            lowest = max(lowest, word.baseline)
        }
        return true
    }
}
