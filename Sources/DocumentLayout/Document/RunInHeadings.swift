// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits off headings that stand at the beginning of their paragraph's first line.
struct RunInHeadings {
    private static let mostWords = 16
    private static let mostNumberedWords = 30
    private static let longestGap = 3
    private static let barred: Set<String> = [
        "keywords", "key words", "keyword", "citation", "copyright", "received", "accepted", "published", "editor",
        "doi",
        "correspondence", "note", "notes", "correspondence to", "academic editor", "how to cite this article", "source",
        "license",
        "edited by", "reviewed by", "specialty section", "key-words", "e-mail", "email", "index terms", "submitted",
        "cite this", "cite this article", "cite as", "open access",
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
        let lengths = self.lengths(flow)
        let italics = zip(flow, lengths).count { $1 != nil && isItalic($0) }
        return flow.indices.flatMap { index -> [FlowBlock] in
            let block = flow[index]
            if let named = named(block.lines[...], of: block) {
                return parts(of: block, at: named.count, level: named.level)
            }
            guard let length = lengths[index], !isItem(index, in: flow),
                italics > 2 || !isItalic(block) || HeadingNumber(block.text) != nil
            else {
                return [block]
            }
            return parts(of: block, at: length)
        }
    }

    /// How many words of each block are its heading; nil where it has none.
    private func lengths(_ flow: [FlowBlock]) -> [Int?] {
        var isUndivided = false
        return flow.map { block in
            if case .heading = block.role { isUndivided = HeadingNames.isUndivided(block.text) }
            guard block.role == .body, let length = prefixLength(block.lines[...], of: block) else { return nil }
            return isUndivided && !HeadingNames.isStatement(block.prefixText(length)) ? nil : length
        }
    }

    /// What the outline names.
    private func named(_ lines: ArraySlice<TextLine>, of block: FlowBlock) -> (count: Int, level: Int)? {
        guard block.role == .body, block.turns == 0 else { return nil }
        return outline.runIn(lines.prefix(3).flatMap(\.words), on: block.page)
    }

    /// Whether it is one of a list's: beside the next number or the last one.
    private func isItem(_ index: Int, in flow: [FlowBlock]) -> Bool {
        guard let marker = flow[index].lines.first.flatMap(ListMarker.init) else { return false }
        return [index - 1, index + 1].contains { other in
            guard flow.indices.contains(other), let next = flow[other].lines.first.flatMap(ListMarker.init) else {
                return false
            }
            return other > index ? next.follows(marker) : marker.follows(next)
        }
    }

    private func isItalic(_ block: FlowBlock) -> Bool {
        block.lines.first?.words.first?.style.map { style in
            let face = block.styles[style].face
            return !face.isBold && face.isItalic
        } ?? false
    }

    /// How many words of the lines are a heading; nil where they have none.
    private func prefixLength(_ lines: ArraySlice<TextLine>, of block: FlowBlock) -> Int? {
        guard let first = lines.first?.words.first, block.turns == 0, let style = first.style else { return nil }
        let face = block.styles[style].face
        let isMarked =
            face.isBold && !body.face.isBold || face.isItalic && !face.isBold && !body.face.isItalic
            || displayFaces.contains(face)
        guard isMarked, (first.size - body.size).magnitude < 0.25 * body.size else { return nil }
        let words = lines.prefix(4).flatMap(\.words)
        let isNumbered = HeadingNumber(words.prefix(2).map(\.text).joined(separator: " ")).map { $0.depth > 1 } ?? false
        let count = headingLength(words, face, of: block, gap: isNumbered ? Self.longestGap : 0)
        guard count < words.count, count <= (isNumbered ? Self.mostNumberedWords : Self.mostWords),
            !words[count].isGlued || words[count].text == ":"
        else {
            return nil
        }
        return isHeading(Array(words[..<count]), before: words[count], isBold: !face.isItalic) ? count : nil
    }

    /// - Parameter gap: how many words may be set otherwise within the heading, such as the names of species.
    private func headingLength(_ words: [Word], _ face: FontFace, of block: FlowBlock, gap: Int) -> Int {
        let isOfHeading = words.map { word in
            word.style.map { isAlike(block.styles[$0].face, face) || word.script != .level } ?? false
        }
        var count = 0
        while let next = isOfHeading[count...].prefix(gap + 1).firstIndex(of: true) {
            count = next + 1
            if count > 1, gap > 0, words[count - 1].text.hasSuffix("."), count < words.count, !isOfHeading[count] {
                break
            }
        }
        return count
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
        return first == ":"
            || first.isCapital && end != "," && words.count <= 8 && (words.count > 1 || HeadingNames.isChief(text))
    }

    /// A structured abstract may be one paragraph, whose parts begin on lines of their own.
    private func parts(of block: FlowBlock, at length: Int, level: Int? = nil) -> [FlowBlock] {
        guard let (heading, text) = divided(block, at: length, level: level) else { return [block] }
        var parts = [heading]
        var rest = text
        while let next = nextHeading(in: rest) {
            var before = rest
            before.lines = Array(rest.lines[..<next.line])
            rest.lines.removeFirst(next.line)
            parts.append(before)
            guard let (heading, text) = divided(rest, at: next.count, level: next.level) else { break }
            parts.append(heading)
            rest = text
        }
        return parts + [rest]
    }

    /// Nil where nothing is left of the heading or of what comes after it.
    private func divided(_ block: FlowBlock, at length: Int, level: Int?) -> (heading: FlowBlock, rest: FlowBlock)? {
        var (heading, rest) = (block, block)
        heading.lines = []
        rest.lines = []
        var remaining = length
        for line in block.lines {
            let count = min(remaining, line.words.count)
            remaining -= count
            if count > 0 { heading.lines.append(TextLine(words: Array(line.words[..<count]))) }
            if count == 0 {
                rest.lines.append(line)
            } else if count < line.words.count {
                rest.lines.append(TextLine(words: Array(line.words[count...])))
            }
        }
        heading.trimEnd()
        if rest.lines.first?.words.first?.text == ":" { rest.lines[0].words.removeFirst() }
        guard !heading.lines.isEmpty, !(rest.lines.first?.words.isEmpty ?? true) else { return nil }
        heading.role = .heading(level: level ?? Self.level(heading.text, isFirstPage: block.page == 0))
        return (heading, rest)
    }

    /// A heading at the beginning of a line that comes after the end of a sentence.
    private func nextHeading(in block: FlowBlock) -> (line: Int, count: Int, level: Int?)? {
        for index in block.lines.indices.dropFirst() {
            guard let end = block.lines[index - 1].words.last?.text.unicodeScalars.last,
                ".!?)".unicodeScalars.contains(end)
            else { continue }
            let lines = block.lines[index...]
            if let (count, level) = named(lines, of: block) { return (index, count, level) }
            if let count = prefixLength(lines, of: block), endsHeading(block.lines[index], at: count) {
                return (index, count, nil)
            }
        }
        return nil
    }

    private func endsHeading(_ line: TextLine, at count: Int) -> Bool {
        let words = line.words
        guard count < words.count else { return false }
        return words[count].text == ":" || words[count - 1].text.hasSuffix(":") || words[count - 1].text.hasSuffix(".")
    }

    /// An abstract's parts, on the first page, have names that are chief ones elsewhere.
    private static func level(_ text: String, isFirstPage: Bool) -> Int {
        if let number = HeadingNumber(text) { return min(6, 1 + number.depth) }
        let bare = text.lowercased().trimmed
        return bare == "abstract" || bare == "summary" || !isFirstPage && HeadingNames.isChief(text) ? 2 : 3
    }
}

extension FlowBlock {
    fileprivate func prefixText(_ count: Int) -> String {
        lines.lazy.flatMap(\.words).prefix(count).map(\.text).joined(separator: " ")
    }

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
