// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

struct LineSplitterTests {
    @Test func splitsLinesAcrossChunks() {
        var splitter = LineSplitter()
        #expect(splitter.add(Array("one\r\ntw".utf8)) == ["one"])
        #expect(splitter.add(Array("o\n\nthree".utf8)) == ["two", ""])
        #expect(splitter.finish() == "three")
        #expect(splitter.finish() == nil)
    }

    @Test func breaksEndlessLines() {
        var splitter = LineSplitter()
        let lines = splitter.add([UInt8](repeating: 65, count: LineSplitter.longest + 1))
        #expect(lines.map(\.count) == [LineSplitter.longest])
    }
}
