// SPDX-License-Identifier: GPL-3.0-or-later

/// Running text in Markdown.
enum MarkdownText {
    /// Text at the start of a line.
    static func paragraph(_ spans: [Span]) -> String {
        let text = inline(spans)
        // What would begin a heading, a quotation, a list or a table.
        guard let first = text.unicodeScalars.first else { return text }
        if "#>+-=".unicodeScalars.contains(first) { return "\\" + text }
        return first.isDigit ? unnumbered(text) : text
    }

    /// Digits, a dot or bracket and a space would begin a numbered list.
    private static func unnumbered(_ text: String) -> String {
        let rest = text.drop { $0.isASCII && $0.isNumber }
        guard let sign = rest.first, sign == "." || sign == ")", rest.dropFirst().first ?? " " == " " else {
            return text
        }
        return text.prefix(upTo: rest.startIndex) + "\\" + rest
    }

    /// - Parameter emphasis: whether bold and italic text is marked.
    static func inline(_ spans: [Span], emphasis: Bool = true) -> String {
        spans.map { span in
            let text = styled(escaped(span.text.shown), span, emphasis: emphasis)
            guard let address = span.address.flatMap(LinkAddress.init) else { return text }
            return marked(text, "[", "](\(address.markdown))")
        }.joined()
    }

    private static func styled(_ text: String, _ span: Span, emphasis: Bool) -> String {
        switch span.script {
        case .raised: marked(text, "<sup>", "</sup>")
        case .lowered: marked(text, "<sub>", "</sub>")
        case .level: emphasis ? emphasized(text, span) : text
        }
    }

    private static func emphasized(_ text: String, _ span: Span) -> String {
        // Marks inside a word, or beside punctuation, mean nothing to a reader of Markdown.
        let core = text.trimmingSpaces
        guard let first = core.unicodeScalars.first, let last = core.unicodeScalars.last else { return text }
        guard text.hasSuffix(" "), first.isLetter || first.isDigit, last.isLetter || last.isDigit else { return text }
        if span.isBold { return marked(text, "**", "**") }
        return span.isItalic ? marked(text, "*", "*") : text
    }

    /// Puts marks around the text, but not around the white space at its ends.
    private static func marked(_ text: String, _ start: String, _ end: String) -> String {
        let core = text.trimmingSpaces
        guard !core.isEmpty else { return text }
        let lead = text.prefix { $0 == " " }
        let trail = text.hasSuffix(" ") ? " " : ""
        return lead + start + core + end + trail
    }

    static func escaped(_ text: String) -> String {
        text.replacing { scalar in
            switch scalar {
            case "<": "&lt;"
            case ">": "&gt;"
            case "&": "&amp;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$": "\\\(scalar)"
            default: nil
            }
        }
    }
}

extension String {
    var trimmingSpaces: String {
        var view = Substring(self)
        while view.first == " " { view.removeFirst() }
        while view.last == " " { view.removeLast() }
        return String(view)
    }
}
