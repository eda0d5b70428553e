// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the tables of a page.
struct TableFinder {
    struct Found {
        var table: Table
        /// Positions of the lines that it took.
        var lines: [Int]
    }

    let lines: [TextLine]
    let rules: RuleSet
    let textSize: Double

    func tables() -> [Found] { [] }
}
