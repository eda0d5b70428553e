// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits off headings that stand at the beginning of their paragraph's first line.
struct RunInHeadings {
    private static let mostWords = 16
    private static let barred: Set<String> = [
        "keywords", "key words", "keyword", "citation", "copyright", "received", "accepted", "published", "editor",
        "doi",
        "correspondence", "note", "notes", "correspondence to", "academic editor", "how to cite this article", "source",
        "license",
        "edited by", "reviewed by", "specialty section", "key-words", "e-mail", "email", "index terms",
    ]

    private let body: TextStyle

    private let displayFaces: Set<FontFace>
    private let outline: OutlineHeadings

    init(flow: [FlowBlock], outline: OutlineHeadings) {
        self.outline = outline
        body = HeadingFinder.bodyStyle(of: flow)
        displayFaces = DisplayFaces.all(in: flow, body: body)
    }

    func split(_ flow: [FlowBlock]) -> [FlowBlock] {
        let named = flow.map { $0.role == .body ? outline.runIn($0.lines.prefix(3).flatMap(\.words), on: $0.page) : nil }
        let lengths = flow.map { $0.role == .body && $0.table == nil ? prefixLength($0) : nil }
        let italics = zip(flow, lengths).count { $1 != nil && isItalic($0) }
        return flow.indices.flatMap { index -> [FlowBlock] in
            let (block, length) = (flow[index], lengths[index])
            if let (count, level) = named[index] { return parts(of: block, at: count, level: level) }
            guard let length, italics > 2 || !isItalic(block) || HeadingNumber(block.text) != nil else {
                return [block]
            }
            return parts(of: block, at: length)
        }
    }

    private func isItalic(_ block: FlowBlock) -> Bool {
        block.lines.first?.words.first?.style.map { style in
            let face = block.styles[style].face
            return !face.isBold && face.isItalic
        } ?? false
    }

    /// How many words of a paragraph are its heading; nil where it has none.
    private func prefixLength(_ block: FlowBlock) -> Int? {
        guard let first = block.lines.first?.words.first, block.turns == 0, let style = first.style else { return nil }
        let face = block.styles[style].face
        let isMarked =
            face.isBold && !body.face.isBold || face.isItalic && !face.isBold && !body.face.isItalic
            || displayFaces.contains(face)
        guard isMarked, (first.size - body.size).magnitude < 0.25 * body.size else { return nil }
        let words = block.lines.prefix(3).flatMap(\.words)
        var count = 0
        while count < words.count, let style = words[count].style,
            isAlike(block.styles[style].face, face) || words[count].script != .level
        {
            count += 1
        }
        guard count < words.count, count <= Self.mostWords, !words[count].isGlued || words[count].text == ":" else {
            return nil
        }
        return isHeading(Array(words[..<count]), before: words[count], isBold: !face.isItalic) ? count : nil
    }

    private func isAlike(_ face: FontFace, _ other: FontFace) -> Bool {
        face == other || (other.isBold ? face.isBold : other.isItalic && face.isItalic && !face.isBold)
    }

    private func isHeading(_ words: [Word], before next: Word, isBold: Bool) -> Bool {
        let text = TextLine(words: words).text
        guard let start = text.unicodeScalars.first, let end = text.unicodeScalars.last,
            start.isCapital || start.isDigit
        else {
            return false
        }
        guard text.unicodeScalars.count(where: \.isLetter) >= 4 else { return false }
        let bare = text.lowercased().trimmed
        guard !Self.barred.contains(bare),
            !Self.barred.contains(bare.split(separator: " ").first.map(String.init) ?? "")
        else {
            return false
        }
        if end == "." || end == ":" { return true }
        guard isBold, let first = next.text.unicodeScalars.first else { return false }
        return first == ":" || first.isCapital && end != "," && words.count <= 8 && words.count > 1
    }

    private func parts(of block: FlowBlock, at length: Int, level: Int? = nil) -> [FlowBlock] {
        var (heading, rest) = (block, block)
        heading.lines = []
        rest.lines = []
        var remaining = length
        for line in block.lines {
            let count = min(remaining, line.words.count)
            remaining -= count
            if count > 0 { heading.lines.append(TextLine(words: Array(line.words[..<count]))) }
            if count < line.words.count { rest.lines.append(TextLine(words: Array(line.words[count...]))) }
        }
        heading.trimEnd()
        if rest.lines.first?.words.first?.text == ":" { rest.lines[0].words.removeFirst() }
        guard !heading.lines.isEmpty, !(rest.lines.first?.words.isEmpty ?? true) else { return [block] }
        heading.role = .heading(level: level ?? Self.level(heading.text, isFirstPage: block.page == 0))
        return [heading, rest]
    }

    /// An abstract's parts, on the first page, have names that are chief ones elsewhere.
    private static func level(_ text: String, isFirstPage: Bool) -> Int {
        if let number = HeadingNumber(text) { return min(6, 1 + number.depth) }
        let bare = text.lowercased().trimmed
        return bare == "abstract" || bare == "summary" || !isFirstPage && HeadingNames.isChief(text) ? 2 : 3
    }
}

extension FlowBlock {
    /// Takes a full stop or colon from its end.
    fileprivate mutating func trimEnd() {
        guard var last = lines.last, var word = last.words.last else { return }
        while let end = word.text.unicodeScalars.last, end == "." || end == ":" {
            word.text.unicodeScalars.removeLast()
        }
        last.words[last.words.count - 1] = word
        if word.text.isEmpty { last.words.removeLast() }
        lines[lines.count - 1] = last
        if last.words.isEmpty { lines.removeLast() }
    }
}

extension String {
    /// Without what is no letter at its ends.
    var trimmed: String {
        var view = Substring(self)
        while let first = view.unicodeScalars.first, !first.isLetter { view.unicodeScalars.removeFirst() }
        while let last = view.unicodeScalars.last, !last.isLetter { view.unicodeScalars.removeLast() }
        return String(view)
    }
}
