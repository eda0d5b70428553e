// SPDX-License-Identifier: GPL-3.0-or-later

/// Holds a piece of HTML to what we write: known elements, each closed in its turn, known attributes, no other `<`.
enum HTMLCheck {
    private static let elements: Set<Substring> = [
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "aside", "ul", "ol", "li", "pre", "code", "table", "tr", "th", "td",
        "em", "strong", "sup", "sub", "a",
    ]
    private static let attributes: Set<Substring> = [
        "class", "dir", "role", "start", "rowspan", "colspan", "href", "rel",
    ]

    static func check(_ html: String) {
        var open: [Substring] = []
        for piece in html.utf8Split("<").dropFirst() {
            let parts = piece.utf8Split(">")
            precondition(parts.count == 2, "a tag does not end, or text has a bracket: \(piece)")
            if parts[0].utf8.first == UInt8(ascii: "/") {
                precondition(open.popLast() == parts[0].dropFirst(), "\(parts[0]) closes another element")
            } else {
                open.append(opened(parts[0]))
            }
        }
        precondition(open.isEmpty, "not closed: \(open)")
    }

    private static func opened(_ tag: Substring) -> Substring {
        let quoted = tag.utf8Split("\"")
        precondition(quoted.count % 2 == 1, "a quotation mark too many: \(tag)")
        let bare = stride(from: 0, to: quoted.count, by: 2).map { quoted[$0] }.joined()
        let words = bare.split(separator: " ")
        precondition(words.first.map(elements.contains) == true, "no element of ours: \(tag)")
        for word in words.dropFirst() {
            precondition(attributes.contains(word.dropLast()), "no attribute of ours: \(tag)")
        }
        return words[0]
    }
}

extension StringProtocol {
    /// By bytes: a mark that combines with a bracket must not hide it.
    fileprivate func utf8Split(_ mark: Unicode.Scalar) -> [Substring] {
        Substring(self).utf8.split(separator: UInt8(ascii: mark), omittingEmptySubsequences: false).map {
            Substring($0)
        }
    }
}
