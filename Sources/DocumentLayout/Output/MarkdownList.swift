// SPDX-License-Identifier: GPL-3.0-or-later

/// Lists in Markdown: an item within another begins where the other's text does, or further right.
enum MarkdownList {
    private struct OpenItem {
        var isNumbered: Bool
        /// Columns that its marker and what follows it take.
        var width: Int
    }

    private static let usualWidth = 4

    static func render(_ items: [TextDocument.Item]) -> String {
        var text = ""
        var open: [OpenItem] = []
        for item in items {
            let marker = item.number.map { "\($0). " } ?? "- "
            let isNumbered = item.number != nil
            let goesOn = open.indices.contains(item.depth) && open[item.depth].isNumbered == isNumbered
            if !text.isEmpty { text += separator(before: item, goesOn: goesOn) }
            open.removeSubrange(min(item.depth, open.count)...)
            text += String(repeating: " ", count: open.reduce(0) { $0 + $1.width })
            text += marker + MarkdownText.paragraph(item.spans)
            open.append(OpenItem(isNumbered: isNumbered, width: max(usualWidth, marker.utf8.count)))
        }
        return text
    }

    /// Right after other text, only a list that begins with 1 is one.
    private static func separator(before item: TextDocument.Item, goesOn: Bool) -> String {
        goesOn || item.number ?? 1 == 1 ? "\n" : "\n\n"
    }
}
