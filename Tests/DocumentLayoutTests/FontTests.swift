// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

struct FontTests {
    @Test(arguments: [
        ("ABCDEF+Times-Roman", "Times-Roman"), ("Times-Roman", "Times-Roman"), ("abcdef+Times", "abcdef+Times"),
        ("ABC+Times", "ABC+Times"), ("ABCDEF+", ""), ("", ""), ("漢字漢字漢字+A", "漢字漢字漢字+A"),
    ])
    func namesFontsWithoutTheirSubsetTag(name: String, expected: String) {
        #expect(Font(name: name, size: 10).name == expected)
    }
}
