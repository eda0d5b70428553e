// SPDX-License-Identifier: GPL-3.0-or-later

/// What introduces a table.
enum TableCaption {
    static func starts(_ words: [Word]) -> Bool {
        guard words.count > 1 else { return false }
        let first = words[0].text.lowercased()
        guard first == "table" || first == "tab." || first == "tabelle" || first == "tableau" else { return false }
        return words[1].text.unicodeScalars.contains(where: \.isDigit) || words[1].text.utf8.count <= 4
    }
}
