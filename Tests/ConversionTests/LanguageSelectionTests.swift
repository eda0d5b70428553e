// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Testing

struct LanguageSelectionTests {
    @Test(arguments: [
        ("eng", ["eng"]), ("eng+deu", ["eng", "deu"]), ("eng deu", ["eng", "deu"]),
        ("chi_sim", ["chi_sim"]), ("deu+eng+deu", ["deu", "eng"]),
    ])
    func namesEachLanguageOnce(text: String, names: [String]) throws {
        #expect(try LanguageSelection(parsing: text).names == names)
    }

    @Test(arguments: ["", "+", "eng+", "english", "../eng", "ENG", "eng/deu", "osd", "eng_", "a+b+c+d+e+f+g+h+i"])
    func refusesWhatIsNoLanguage(text: String) throws {
        let failure = try #require(throws: Failure.self) { try LanguageSelection(parsing: text) }
        #expect(failure.code == .invalidRequest)
    }
}
