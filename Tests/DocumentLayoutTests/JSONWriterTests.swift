// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Testing

struct JSONWriterTests {
    @Test(arguments: [
        ("plain", #""plain""#),
        (#"a"b\c"#, #""a\"b\\c""#),
        ("\n\t\u{0}\u{1B}\u{7F}", #""\u000a\u0009\u0000\u001b\u007f""#),
        ("\u{85}\u{9F}\u{A0}", "\"\\u0085\\u009f\u{A0}\""),
        ("é–漢😀", #""é–漢😀""#),
    ])
    func escapesText(text: String, expected: String) {
        #expect(written { $0.value(text) } == expected)
    }

    @Test(arguments: [
        (0, "0"), (1.5, "1.5"), (1.25, "1.25"), (1.005, "1"), (-0.5, "-0.5"), (-0.001, "0"), (100.05, "100.05"),
        (612, "612"), (1e13, "0"), (.nan, "0"), (.infinity, "0"), (-.infinity, "0"),
    ])
    func writesNumbersWithTwoDecimalsAtMost(number: Double, expected: String) {
        #expect(written { $0.value(number) } == expected)
    }

    @Test(arguments: [(0, "0"), (-7, "-7"), (.max, "9223372036854775807"), (.min, "-9223372036854775808")])
    func writesIntegers(number: Int, expected: String) {
        #expect(written { $0.value(number) } == expected)
    }

    @Test func separatesMembers() {
        let text = written { writer in
            writer.object { writer in
                writer.key("a")
                writer.array { writer in
                    writer.value(1)
                    writer.object { _ in }
                    writer.value(true)
                }
                writer.key("b")
                writer.value(false)
            }
        }
        #expect(text == #"{"a":[1,{},true],"b":false}"#)
    }

    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
