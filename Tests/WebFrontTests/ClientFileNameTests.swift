// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import WebFront

struct ClientFileNameTests {
    @Test(
        arguments: [
            (nil, "document"), ("", "document"), (".", "document"), ("..", "document"), ("../..", "document"),
            ("   ", "document"), ("a.pdf", "a.pdf"), ("/etc/passwd", "passwd"), ("../../evil.pdf", "evil.pdf"),
            (#"C:\Users\me\a.pdf"#, "a.pdf"), ("a\u{0}b.pdf", "ab.pdf"), ("line\nbreak.pdf", "line\nbreak.pdf"),
            ("-rf", "-rf"), ("dir/", "dir"), ("名前.pdf", "名前.pdf"),
        ] as [(String?, String)]
    )
    func keepsTheLastComponent(name: String?, kept: String) {
        #expect(ClientFileName(name).text == kept)
    }

    @Test func isCapped() {
        #expect(ClientFileName(String(repeating: "x", count: 5000)).text.count == 255)
    }
}
