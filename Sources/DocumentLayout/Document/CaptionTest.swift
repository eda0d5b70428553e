// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells captions of figures and tables.
enum CaptionTest {
    private static let names: Set<String> = [
        "fig", "fig.", "figure", "figs.", "table", "tab.", "scheme", "box", "plate", "chart", "exhibit", "tabelle",
        "abbildung",
    ]

    static func isCaption(_ block: FlowBlock) -> Bool {
        guard let words = block.lines.first?.words.map(\.text), let first = words.first else { return false }
        let letters = words.prefix { $0.unicodeScalars.count == 1 && $0.unicodeScalars.allSatisfy(\.isLetter) }
        // `T A B L E 1`
        if letters.count > 1 { return isCaption(letters.joined(), words.dropFirst(letters.count).first) }
        // `Figure1`
        if let digit = first.firstIndex(where: \.isNumber), digit > first.startIndex {
            return isCaption(String(first[..<digit]), String(first[digit...]))
        }
        return isCaption(first, words.dropFirst().first)
    }

    private static func isCaption(_ name: String, _ number: String?) -> Bool {
        guard let number, names.contains(name.lowercased()) else { return false }
        return number.unicodeScalars.contains(where: \.isDigit) || number.utf8.count <= 3
    }
}
