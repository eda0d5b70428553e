// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands before an item of a list.
struct ListMarker: Equatable {
    enum Kind: Equatable {
        case bullet
        /// A sign of typewriters, which is a bullet where another line begins so too.
        case typed(Unicode.Scalar)
        case number(Int)
        case letter
    }

    let kind: Kind
    /// How many characters it takes, with white space.
    let length: Int

    var isBullet: Bool { kind == .bullet }
    var isTyped: Bool { if case .typed = kind { true } else { false } }

    private static let bullets: Set<Unicode.Scalar> = [
        "•", "‣", "◦", "▪", "▫", "■", "□", "●", "○", "–", "∙", "⁃", "\u{F0B7}", "\u{F0A7}", "➢", "►", "▶", "✓", "❖",
        "·",
    ]
    private static let typed: Set<Unicode.Scalar> = ["-", "*"]

    init?(_ line: TextLine) {
        guard let first = line.words.first, line.words.count > 1 else { return nil }
        let isApart = !line.words[1].isGlued
        self.init(first.text, isApart: isApart)
    }

    /// - Parameters:
    ///   - word: the first one.
    ///   - isApart: whether white space follows it.
    init?(_ word: String, isApart: Bool) {
        let scalars = Array(word.unicodeScalars.prefix(8))
        guard let first = scalars.first, scalars.count < 8 else { return nil }
        length = scalars.count
        if scalars.count == 1, Self.bullets.contains(first), isApart {
            kind = .bullet
            return
        }
        if scalars.count == 1, Self.typed.contains(first), isApart {
            kind = .typed(first)
            return
        }
        guard isApart, let kind = Self.numbered(scalars) else { return nil }
        self.kind = kind
    }

    /// `1.`, `1)`, `(1)`, `[1]`, `a)`, `(a)`.
    private static func numbered(_ scalars: [Unicode.Scalar]) -> Kind? {
        var inner = scalars[...]
        let opening = inner.first.flatMap { $0 == "(" || $0 == "[" ? $0 : nil }
        if opening != nil { inner.removeFirst() }
        guard let closing = inner.popLast() else { return nil }
        let isClosed =
            opening == "[" ? closing == "]" : opening == "(" ? closing == ")" : closing == "." || closing == ")"
        guard isClosed, !inner.isEmpty else { return nil }
        if inner.allSatisfy(\.isDigit), inner.count <= 3 {
            return Int(String(String.UnicodeScalarView(inner))).map(Kind.number)
        }
        if inner.count == 1, inner[inner.startIndex].isASCII, inner[inner.startIndex].isSmallLetter { return .letter }
        return nil
    }
}
