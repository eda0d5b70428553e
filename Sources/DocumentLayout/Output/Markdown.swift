// SPDX-License-Identifier: GPL-3.0-or-later

extension Document {
    /// GitHub's flavour; tables with spanning cells as HTML.
    package var markdown: String {
        var parts: [String] = []
        for element in elements {
            switch element {
            case .heading(let level, let spans):
                parts.append(String(repeating: "#", count: level) + " " + MarkdownText.inline(spans, isHeading: true))
            case .paragraph(let spans): parts.append(MarkdownText.paragraph(spans))
            case .item(let depth, let number, let spans):
                let marker = number.map { "\($0)." } ?? "-"
                parts.append(String(repeating: "  ", count: depth) + marker + " " + MarkdownText.inline(spans))
            case .code(let lines): parts.append("```\n" + lines.joined(separator: "\n") + "\n```")
            case .table(let table): parts.append(MarkdownTable.render(table))
            }
        }
        return parts.joined(separator: "\n\n") + (parts.isEmpty ? "" : "\n")
    }
}

enum MarkdownText {
    static func inline(_ spans: [Span], isHeading: Bool = false) -> String {
        spans.map { escaped($0.text) }.joined()
    }

    static func paragraph(_ spans: [Span]) -> String {
        let text = inline(spans)
        // What would start a list, a heading or a quotation.
        guard let first = text.unicodeScalars.first else { return text }
        if "#>+-=".unicodeScalars.contains(first) { return "\\" + text }
        return text
    }

    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if "\\`*_[]<>&|~$".unicodeScalars.contains(scalar) {
                if scalar == "<" { result.append(contentsOf: "&lt;".unicodeScalars); continue }
                if scalar == "&" { result.append(contentsOf: "&amp;".unicodeScalars); continue }
                result.append("\\")
            }
            result.append(scalar)
        }
        return String(result)
    }
}

enum MarkdownTable {
    static func render(_ table: Document.TableElement) -> String {
        var html = "<table>"
        for row in table.rows {
            html += "<tr>"
            for cell in row {
                html += "<td"
                if cell.rowSpan > 1 { html += " rowspan=\"\(cell.rowSpan)\"" }
                if cell.columnSpan > 1 { html += " colspan=\"\(cell.columnSpan)\"" }
                html += ">"
                for span in cell.spans {
                    for scalar in span.text.unicodeScalars {
                        switch scalar {
                        case "<": html += "&lt;"
                        case "&": html += "&amp;"
                        default: html.unicodeScalars.append(scalar)
                        }
                    }
                }
                html += "</td>"
            }
            html += "</tr>"
        }
        return html + "</table>"
    }
}
