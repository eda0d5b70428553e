// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Testing

struct PageSelectionTests {
    @Test(arguments: [
        ("1", "1"), ("1-3,7", "1-3,7"), ("7,1-3", "1-3,7"), ("1-3,2-5", "1-5"), ("1-2,3", "1-3"), ("10-", "10-"),
        (" 2 - 4 , 9 ", "2-4,9"), ("5-,7", "5-"),
    ])
    func readsWhatPeopleWrite(text: String, meaning: String) throws {
        #expect(try PageSelection(parsing: text).text == meaning)
    }

    @Test(arguments: ["", "0", "3-1", "-3", "a", "1,,2", "1-2-3", "99999999999999999999"])
    func refusesWhatIsNoListOfPages(text: String) {
        #expect(throws: Failure.self) { try PageSelection(parsing: text) }
    }

    @Test func keepsToThePagesThatExist() throws {
        let selection = try PageSelection(parsing: "2-4,9-")
        #expect(selection.clamped(to: 3) == [PageRange(2, 3)])
        #expect(selection.clamped(to: 12) == [PageRange(2, 4), PageRange(9, 12)])
        #expect(selection.clamped(to: 1).isEmpty)
        #expect(PageSelection.all.clamped(to: 5) == [PageRange(1, 5)])
    }
}
