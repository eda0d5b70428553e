// SPDX-License-Identifier: GPL-3.0-or-later

extension TextDocument {
    /// In GitHub's flavour; tables with spanning cells are HTML.
    package var markdown: String {
        let parts = elements.compactMap(Self.markdown)
        return parts.joined(separator: "\n\n") + (parts.isEmpty ? "" : "\n")
    }

    /// Nil for what has no text.
    private static func markdown(_ element: Element) -> String? {
        let text =
            switch element {
            case .heading(let level, let spans):
                String(repeating: "#", count: max(1, min(6, level))) + " " + MarkdownText.inline(spans, emphasis: false)
            case .paragraph(let spans), .caption(let spans), .footnote(let spans): MarkdownText.paragraph(spans)
            case .list(let items): MarkdownList.render(items)
            case .code(let lines): code(lines)
            case .table(let table): MarkdownTable.render(table)
            }
        return text.isEmpty ? nil : text
    }

    /// The fence is longer than any in the code.
    private static func code(_ lines: [String]) -> String {
        var fence = "```"
        while lines.contains(where: { $0.contains(fence) }) { fence += "`" }
        return ([fence] + lines + [fence]).joined(separator: "\n")
    }
}
