// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes elements as HTML. Everything of the document's is escaped; links lead to the web or to mail alone.
enum HTMLWriter {
    static func element(_ element: TextDocument.Element) -> String {
        switch element {
        case .heading(let level, let spans): block("h\(max(1, min(6, level)))", spans)
        case .paragraph(let spans): block("p", spans)
        case .caption(let spans): block("p", spans, attributes: " class=\"caption\"")
        case .footnote(let spans): block("aside", spans, attributes: " role=\"note\"")
        case .list(let items): list(items[...], depth: 0)
        case .code(let lines): "<pre><code>" + lines.map(escaped).joined(separator: "\n") + "</code></pre>"
        case .table(let table): self.table(table, separator: "\n")
        }
    }

    private static func tagged(_ tag: String, _ content: String) -> String { "<\(tag)>\(content)</\(tag)>" }

    private static func block(_ tag: String, _ spans: [Span], attributes: String = "") -> String {
        "<\(tag)\(attributes)\(direction(of: spans))>\(inline(spans))</\(tag)>"
    }

    /// Browsers take text to run from left to right where nothing is said; its first letter tells.
    private static func direction(of spans: [Span]) -> String {
        let first = spans.lazy.flatMap(\.text.unicodeScalars).first(where: \.isLetter)
        return first?.isRightToLeft ?? false ? " dir=\"rtl\"" : ""
    }

    /// Items that are deeper belong to the item before them.
    private static func list(_ items: ArraySlice<TextDocument.Item>, depth: Int) -> String {
        guard let first = items.first else { return "" }
        let tag = first.number == nil ? "ul" : "ol"
        let start = first.number.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
        var html = "<\(tag)\(start)>"
        var rest = items
        while let item = rest.popFirst() {
            let inner = rest.prefix { $0.depth > depth }
            rest = rest.dropFirst(inner.count)
            html += "<li\(direction(of: item.spans))>" + inline(item.spans) + list(inner, depth: depth + 1) + "</li>"
        }
        return html + "</\(tag)>"
    }

    /// - Parameter separator: between rows.
    static func table(_ table: DocumentTable, separator: String) -> String {
        var html = "<table>"
        for (number, row) in table.rows.enumerated() {
            let tag = number < table.headerRowCount ? "th" : "td"
            html += separator + "<tr>"
            for cell in row {
                let rows = cell.rowSpan > 1 ? " rowspan=\"\(cell.rowSpan)\"" : ""
                let columns = cell.columnSpan > 1 ? " colspan=\"\(cell.columnSpan)\"" : ""
                html += block(tag, cell.spans, attributes: rows + columns)
            }
            html += "</tr>"
        }
        return html + separator + "</table>"
    }

    static func inline(_ spans: [Span]) -> String {
        spans.map { span in
            var html = escaped(span.text.shown)
            if span.isCode { html = tagged("code", html) }
            if span.isItalic { html = tagged("em", html) }
            if span.isBold { html = tagged("strong", html) }
            switch span.script {
            case .raised: html = tagged("sup", html)
            case .lowered: html = tagged("sub", html)
            case .level: break
            }
            guard let address = span.address.flatMap(LinkAddress.init) else { return html }
            return "<a href=\"\(escaped(address.text))\" rel=\"noreferrer\">\(html)</a>"
        }.joined()
    }

    static func escaped(_ text: String) -> String {
        text.replacing { scalar in
            switch scalar {
            case "<": "&lt;"
            case ">": "&gt;"
            case "&": "&amp;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: nil
            }
        }
    }
}
