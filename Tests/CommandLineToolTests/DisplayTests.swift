// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Testing

@testable import CommandLineTool

struct DisplayTests {
    @Test func countsWideCharactersTwice() {
        #expect("文書.pdf".columns == 8)
        #expect("e\u{301}".columns == 1)
    }

    @Test func cutsWithAnEllipsis() {
        #expect("report.pdf".fitted(to: 10) == "report.pdf")
        #expect("report.pdf".fitted(to: 6) == "repor…")
        #expect("文書文書".fitted(to: 6) == "文書…")
    }

    @Test func alignsColumns() {
        var table = Table([.init(title: "N", isNumber: true), .init(title: "NAME"), .init(title: "LAST")])
        table.add(["5", "文書", "x"])
        table.add(["120", "a", "y"])
        #expect(table.lines(width: nil) == ["  N  NAME  LAST", "  5  文書  x", "120  a     y"])
        #expect(table.lines(width: 8) == ["  N  NA…", "  5  文…", "120  a …"])
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (12_146, "12 kB"), (9_950_000, "10 MB"),
        (5_000_000_000, "5.0 GB"), (999_999, "1.0 MB"),
    ])
    func namesSizes(bytes: Int64, shown: String) {
        #expect(Quantity.bytes(bytes) == shown)
    }

    @Test(arguments: [
        (-1, "0 ms"), (0.04, "40 ms"), (0.5, "0.5 s"), (7, "7 s"), (59.7, "1 min 0 s"), (3725, "1 h 2 min"),
        (90_000, "1 d 1 h"),
    ])
    func namesTimes(seconds: Double, shown: String) {
        #expect(Quantity.seconds(seconds) == shown)
    }
}
