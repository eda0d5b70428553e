// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

struct PageLayoutJSONTests {
    @Test func writesTheDocumentedSchema() {
        let word = Word(text: "Hello", box: Box(left: 72, top: 700, right: 101.456, bottom: 712), font: 0)
        let layout = PageLayout(
            number: 1,
            width: 612,
            height: 792,
            lines: [Line(words: [word])],
            fonts: [Font(name: "Times-Roman", size: 9.96)]
        )
        let expected =
            #"{"number":1,"width":612,"height":792,"#
            + #""lines":[{"box":[72,700,101.46,712],"words":["#
            + #"{"text":"Hello","box":[72,700,101.46,712],"font":0}]}],"#
            + #""fonts":[{"name":"Times-Roman","size":9.96}]}"#
        #expect(String(decoding: layout.json, as: UTF8.self) == expected)
    }

    @Test func leavesOutBoxAndFontThatAreNotKnown() {
        let layout = PageLayout(
            number: 2,
            width: 1,
            height: 1,
            lines: [Line(words: [Word(text: "a", box: nil, font: nil)])],
            fonts: []
        )
        let expected = #"{"number":2,"width":1,"height":1,"lines":[{"words":[{"text":"a"}]}],"fonts":[]}"#
        #expect(String(decoding: layout.json, as: UTF8.self) == expected)
    }
}
