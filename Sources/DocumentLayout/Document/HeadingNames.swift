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

    /// Parts without headings in them, whatever their paragraphs begin with: works that are cited, what each author did.
    private static let undivided: Set<String> = [
        "references", "bibliography", "literature cited", "references and notes", "notes and references", "literature",
        "works cited", "author contributions", "authors contributions", "authors’ contributions",
        "authors' contributions", "author contribution",
    ]

    /// What journals call their kinds of articles.
    private static let kinds: Set<String> = [
        "article", "research article", "original article", "original research", "original paper", "research paper",
        "research", "review", "review article", "mini review", "focused review", "case report", "brief report",
        "short communication", "communication", "letter", "editorial", "open access", "perspective", "commentary",
        "technical note", "data descriptor", "report", "original research article",
    ]

    /// What may follow such a part without a heading of the same look.
    private static let statements: Set<String> = [
        "acknowledgements", "acknowledgments", "funding", "conflict of interest", "conflicts of interest",
        "conflict of interest statement", "competing interests", "data availability", "data availability statement",
        "publisher's note", "publisher’s note", "supplementary material", "supporting information", "disclosure",
    ]

    static func isStatement(_ text: String) -> Bool { statements.contains(bare(text)) }

    static func isUndivided(_ text: String) -> Bool { undivided.contains(bare(text)) }

    static func isKind(_ text: String) -> Bool { kinds.contains(bare(text)) }

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
