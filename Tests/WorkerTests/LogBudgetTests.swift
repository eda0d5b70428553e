// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Worker

struct LogBudgetTests {
    @Test func passesSoManyLinesASecondAndCountsTheRest() {
        var budget = LogBudget()
        let first = (0..<1000).flatMap { _ in budget.words(of: "x", at: 10.5) }
        #expect(first == [String](repeating: "x", count: LogBudget.linesOfSecond))
        #expect(budget.words(of: "y", at: 11.4).isEmpty)
        #expect(budget.words(of: "z", at: 11.5) == ["(\(1001 - LogBudget.linesOfSecond) lines left out)", "z"])
        #expect(budget.words(of: "z", at: 11.5) == ["z"])
    }

    @Test func cutsWhatIsLong() {
        var budget = LogBudget()
        let words = budget.words(of: String(repeating: "x", count: 65_536), at: 0)
        #expect(words.map(\.count) == [LogBudget.longestLine + 1])
    }
}
