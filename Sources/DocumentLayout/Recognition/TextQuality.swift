// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells words from what a bad reading of a page has left. It knows no language: it looks at how letters, digits and
/// signs stand together.
package struct TextQuality: Equatable, Sendable {
    /// Words that are looked at, in lines spread over the page: more tell nothing new.
    private static let most = 120
    /// Fewer tell nothing.
    private static let fewest = 10
    /// The share of plausible words below which a text is poor: good text in Latin letters has 0.9 and more.
    private static let poor = 0.7

    package private(set) var words = 0
    package private(set) var plausible = 0

    package init(_ page: PageAnalysis) {
        let lines = page.blocks.flatMap(\.lines)
        let all = lines.reduce(0) { $0 + $1.words.count }
        for index in stride(from: 0, to: lines.count, by: max(1, all / Self.most)) where words < Self.most {
            add(lines[index].text)
        }
    }

    init(_ text: String) { add(text) }

    private mutating func add(_ text: String) {
        for word in text.unicodeScalars.split(whereSeparator: \.separatesWords) {
            words += 1
            if Self.isPlain(word) || Self.isPlausible(word) { plausible += 1 }
        }
    }

    package var isPoor: Bool { words >= Self.fewest && Double(plausible) < Self.poor * Double(words) }

    /// What most words are: small letters without accents after a capital at most, and a sign behind them at most. A
    /// quicker way to the same answer.
    static func isPlain(_ word: Substring.UnicodeScalarView) -> Bool {
        var (letters, vowels, consonants) = (0, 0, 0)
        for scalar in word {
            guard consonants <= 5 else { return false }
            switch scalar {
            case "a", "e", "i", "o", "u", "y": (letters, vowels, consonants) = (letters + 1, vowels + 1, 0)
            case "a"..."z": (letters, consonants) = (letters + 1, consonants + 1)
            case "A"..."Z" where letters == 0:
                letters = 1
                if scalar.isVowel { vowels = 1 } else { consonants = 1 }
            case ".", ",", ";", ":":
                return letters > 1 && vowels > 0 && scalar == word.last && word.count == letters + 1
            default: return false
            }
        }
        return letters > 1 && vowels > 0 && consonants <= 5
    }

    static func isPlausible(_ word: Substring.UnicodeScalarView) -> Bool {
        if isOfOtherScript(word) { return true }
        let core = word.drop { !$0.isLetter && !$0.isDigit }
        let scalars = Array(core.reversed().drop { !$0.isLetter && !$0.isDigit }.reversed())
        // A dash or a bullet may stand alone.
        guard let first = scalars.first else { return word.count == 1 }
        guard word.count - scalars.count <= 4 else { return false }
        if scalars.contains(where: \.isDigit) { return isNumber(scalars) }
        guard scalars.allSatisfy({ $0.isLetter || "'’-–/.&".unicodeScalars.contains($0) }) else {
            return false
        }
        guard scalars.allSatisfy(\.isLatin) else { return false }
        return scalars.count == 1 ? "aeiouyAEIOUYà".unicodeScalars.contains(first) : isWord(scalars)
    }

    /// Letters other than Latin ones, with marks and signs: some scripts are written without spaces, so that a word may
    /// be a sentence.
    private static func isOfOtherScript(_ word: Substring.UnicodeScalarView) -> Bool {
        var hasLetter = false
        for scalar in word {
            if scalar.isLetter {
                guard !scalar.isLatin else { return false }
                hasLetter = true
            } else if !scalar.mayStandAmongLetters {
                return false
            }
        }
        return hasLetter && !isSwapped(word)
    }

    /// Some producers name Latin letters by the two bytes of their code in the wrong order.
    private static func isSwapped(_ word: Substring.UnicodeScalarView) -> Bool {
        word.count > 1 && word.allSatisfy { $0.value & 0xFF == 0 }
    }

    /// Digits with signs and a few letters, such as 1,234.5 or 12th or A4.
    private static func isNumber(_ scalars: [Unicode.Scalar]) -> Bool {
        let digits = scalars.count(where: \.isDigit)
        return 2 * digits >= scalars.count || scalars.count <= 4
    }

    private static func isWord(_ scalars: [Unicode.Scalar]) -> Bool {
        let letters = scalars.filter(\.isLetter)
        let isCapital = letters.allSatisfy(\.properties.isUppercase)
        if isCapital { return letters.count <= 5 || letters.contains(where: \.isVowel) }
        let changes = zip(letters, letters.dropFirst()).count { $0.properties.isLowercase && $1.properties.isUppercase }
        return changes <= 1 && letters.contains(where: \.isVowel) && longestConsonants(letters) <= 5
    }

    private static func longestConsonants(_ letters: [Unicode.Scalar]) -> Int {
        var (longest, current) = (0, 0)
        for letter in letters {
            current = letter.isVowel ? 0 : current + 1
            longest = max(longest, current)
        }
        return longest
    }
}

extension Unicode.Scalar {
    fileprivate var isLatin: Bool {
        switch value {
        case 0..<0x250, 0x1E00...0x1EFF, 0x2013, 0x2019, 0xFB00...0xFB06: true
        default: false
        }
    }

    /// Marks, digits, punctuation, and what joins or parts letters.
    fileprivate var mayStandAmongLetters: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .format: true
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation: true
        case .finalPunctuation, .otherPunctuation: true
        default: false
        }
    }

    /// Letters with accents count as vowels.
    fileprivate var isVowel: Bool {
        "aeiouyAEIOUY".unicodeScalars.contains(self) || (value > 0x7F && properties.isAlphabetic)
    }
}

extension Block {
    fileprivate var lines: [TextLine] {
        switch content {
        case .lines(let lines): lines
        case .table(let table): table.cells.flatMap(\.lines)
        }
    }
}
