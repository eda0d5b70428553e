// SPDX-License-Identifier: GPL-3.0-or-later

extension PageContents {
    /// Removes what LibreOffice prints around a sheet of its own accord: the sheet's name above and a page number below.
    /// It tags these as paragraphs, or as artifacts in later versions, and the cells as parts of a table or not at all.
    package mutating func removeSheetMargins() {
        let cells = glyphs.filter { glyph in
            guard !glyph.isArtifact, let content = glyph.content else { return !glyph.isArtifact }
            return !isMargin(content)
        }
        if !cells.isEmpty { glyphs = cells }
    }

    private func isMargin(_ content: Int) -> Bool {
        guard structure.isSound, structure.owners.indices.contains(content) else { return false }
        var place: Int? = structure.owners[content]
        var isParagraph = false
        while let number = place {
            let element = structure.elements[number]
            if element.role == .table { return false }
            isParagraph = isParagraph || element.role == .paragraph
            place = element.parent
        }
        return isParagraph
    }
}
