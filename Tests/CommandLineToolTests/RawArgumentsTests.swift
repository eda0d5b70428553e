// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CommandLineTool

struct RawArgumentsTests {
    /// Text in Latin-1, as the kernel hands it over.
    private func latin(_ text: String) -> [CChar] {
        text.unicodeScalars.map { CChar(truncatingIfNeeded: $0.value) } + [0]
    }

    @Test func givesEachArgumentThatLooksTheSameOnceAndInOrder() {
        let given = [latin("M\u{FC}ller"), latin("--wait"), latin("M\u{F6}ller")]
        var arguments = RawArguments(given)
        #expect(arguments.bytes(of: "M\u{FFFD}ller") == given[0])
        #expect(arguments.bytes(of: "M\u{FFFD}ller") == given[2])
    }

    @Test(arguments: ["M\u{FC}ller", "Mu\u{308}ller", "M\u{FFFD}ller", "-"])
    func leavesTextAsItIsSpelt(path: String) {
        let other = path.unicodeScalars.contains("\u{FC}") ? "Mu\u{308}ller" : "M\u{FC}ller"
        var arguments = RawArguments([Array(other.utf8CString), Array(path.utf8CString)])
        #expect(arguments.bytes(of: path) == Array(path.utf8CString))
    }
}
