// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells captions of figures and tables.
enum CaptionTest {
    private static let names: Set<String> = [
        "fig", "fig.", "figure", "figs.", "table", "tab.", "scheme", "box", "plate", "chart", "exhibit", "tabelle",
        "abbildung",
    ]

    static func isCaption(_ block: FlowBlock) -> Bool {
        guard let words = block.lines.first?.words, words.count > 1 else { return false }
        guard names.contains(words[0].text.lowercased()) else { return false }
        return words[1].text.unicodeScalars.contains(where: \.isDigit) || words[1].text.utf8.count <= 3
    }
}
