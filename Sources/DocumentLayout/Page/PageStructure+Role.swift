// SPDX-License-Identifier: GPL-3.0-or-later

extension PageStructure {
    /// What an element is, as far as it matters here.
    package enum Role: Equatable, Sendable {
        /// Level 1 is the highest; nil where it is told by the sections around it.
        case heading(level: Int?)
        case title
        case paragraph
        case list, item, itemPart
        case label
        case table, row, headerCell, cell
        case rows(areHeader: Bool)
        case caption
        case note
        case code
        case quotation
        case figure
        case formula
        case contentsEntry
        case section
        case group
        /// What belongs to the text around it.
        case inline
    }
}

extension PageStructure.Role {
    /// - Parameter name: of a standard type (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4). All others are groups.
    package init(_ name: String) {
        self = Self.named[name] ?? .group
    }

    private static let named: [String: Self] = [
        "H": .heading(level: nil), "H1": .heading(level: 1), "H2": .heading(level: 2), "H3": .heading(level: 3),
        "H4": .heading(level: 4), "H5": .heading(level: 5), "H6": .heading(level: 6), "Title": .title,
        "P": .paragraph, "BibEntry": .inline, "L": .list, "LI": .item, "LBody": .itemPart, "Lbl": .label,
        "Table": .table, "TR": .row, "TH": .headerCell, "TD": .cell, "THead": .rows(areHeader: true),
        "TBody": .rows(areHeader: false), "TFoot": .rows(areHeader: false), "Caption": .caption, "Note": .note,
        "FENote": .note, "Code": .code, "BlockQuote": .quotation, "Figure": .figure, "Form": .inline,
        "TOCI": .contentsEntry, "Sect": .section, "Art": .section, "Span": .inline, "Quote": .inline,
        "Reference": .inline, "Link": .inline, "Annot": .inline, "NonStruct": .inline, "Private": .inline,
        "Em": .inline, "Strong": .inline, "Sub": .inline, "Ruby": .inline, "RB": .inline, "RT": .inline, "RP": .inline,
        "Warichu": .inline, "WT": .inline, "WP": .inline, "Formula": .formula,
    ]
}
