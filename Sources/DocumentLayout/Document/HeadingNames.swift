// SPDX-License-Identifier: GPL-3.0-or-later

/// Headings that documents of all kinds have.
enum HeadingNames {
    private static let chief: Set<String> = [
        "abstract", "summary", "introduction", "background", "methods", "materials and methods", "material and methods",
        "methods and materials", "experimental", "experimental section", "results", "results and discussion",
        "discussion",
        "conclusion", "conclusions", "references", "bibliography", "acknowledgements", "acknowledgments",
        "acknowledgement", "acknowledgment", "appendix", "literature cited", "statement of need",
        "discussion and conclusions",
        "table of contents", "contents", "related work", "author contributions", "funding", "conflict of interest",
        "conflicts of interest", "supporting information", "supplementary material", "abbreviations",
        "competing interests",
        "foreword", "preface", "executive summary", "additional information",
    ]

    /// Whether it usually heads a part of its own.
    static func isChief(_ text: String) -> Bool { chief.contains(bare(text)) }

    static func isKnown(_ text: String) -> Bool { isChief(text) }

    private static func bare(_ text: String) -> String {
        var view = Substring(text.lowercased())
        while let first = view.unicodeScalars.first, !first.isLetter { view.unicodeScalars.removeFirst() }
        while let last = view.unicodeScalars.last, !last.isLetter { view.unicodeScalars.removeLast() }
        return String(view)
    }
}
