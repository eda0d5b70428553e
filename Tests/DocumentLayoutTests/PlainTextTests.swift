// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

struct PlainTextTests {
    @Test(arguments: [
        ("", ""),
        (" \n\n", ""),
        ("a", "a\n"),
        ("a\nb\n\n", "a\nb\n"),
        ("a\tb \n", "a\tb\n"),
        ("a\u{0}\u{7}\u{C}\r\u{1B}[2Jb\u{7F}", "a[2Jb\n"),
        ("x\u{85}\u{9B}y\u{A0}z", "xy\u{A0}z\n"),
        ("–漢😀é", "–漢😀é\n"),
    ])
    func dropsControlCharactersAndEndsWithOneLineFeed(text: String, expected: String) {
        #expect(String(decoding: PlainText(text).utf8, as: UTF8.self) == expected)
    }
}
