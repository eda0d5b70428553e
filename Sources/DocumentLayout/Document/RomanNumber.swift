// SPDX-License-Identifier: GPL-3.0-or-later

/// Roman numbers as the first pages of books have them.
enum RomanNumber {
    private static let tens = ["lxxx", "lxx", "lx", "xl", "l", "xxx", "xx", "x", ""]
    private static let units: Set<String> = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]

    /// Whether it is a well-formed one below 90, in letters of one case. Those with a C are words more often.
    static func isOne(_ word: Substring) -> Bool {
        let small = word.lowercased()
        guard !word.isEmpty, word == small || word == word.uppercased() else { return false }
        return tens.contains { small.hasPrefix($0) && units.contains(String(small.dropFirst($0.count))) }
    }
}
