// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Testing

@testable import CommandLineTool

struct PastTimeTests {
    private let now = Date(timeIntervalSince1970: 1_700_000_000)

    @Test(arguments: [
        ("2h", 1_699_992_800), ("3d", 1_699_740_800), ("2023-11-14", 1_699_920_000),
        ("2023-11-14T22:13:20Z", 1_700_000_000),
    ])
    func readsWhatPeopleWrite(text: String, seconds: Double) {
        #expect(PastTime(text, now: now)?.date == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: ["", "yesterday", "-1h", "2023-13-45"])
    func refusesTheRest(text: String) {
        #expect(PastTime(text, now: now) == nil)
    }
}
