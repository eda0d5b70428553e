// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import WebFront

struct HTTPSyntaxTests {
    @Test(
        arguments: [
            (nil, .whole), ("bytes=0-9", .part(0..<10)), ("bytes=90-", .part(90..<100)), ("bytes=-10", .part(90..<100)),
            ("bytes=-1000", .part(0..<100)), ("bytes=90-1000", .part(90..<100)), ("BYTES=5-5", .part(5..<6)),
            ("bytes=100-", .unsatisfiable), ("bytes=100-200", .unsatisfiable), ("bytes=-0", .unsatisfiable),
            ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=9-5", .whole), ("bytes=0-1,3-4", .whole),
            ("lines=1-2", .whole), ("bytes", .whole), ("bytes=", .whole), ("bytes=a-b", .whole), ("bytes=+1-2", .whole),
        ] as [(String?, ByteRange)]
    )
    func readsRanges(header: String?, range: ByteRange) {
        #expect(ByteRange(header, size: 100) == range)
    }

    @Test func anEmptyFileHasNoRange() {
        #expect(ByteRange("bytes=0-0", size: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-1", size: 0) == .unsatisfiable)
    }

    @Test(
        arguments: [
            (nil, false), ("\"abc\"", true), ("W/\"abc\"", true), ("*", true), ("\"x\", \"abc\"", true),
            ("\"x\"", false),
            ("abc", false),
        ] as [(String?, Bool)]
    )
    func comparesEntityTags(header: String?, isListed: Bool) {
        #expect(EntityTag("abc").isListed(in: header) == isListed)
    }

    @Test(arguments: [
        ("a.txt", #"inline; filename="a.txt""#),
        ("a \"b\".txt", #"inline; filename="a _b_.txt"; filename*=UTF-8''a%20%22b%22.txt"#),
        ("naïve.pdf", #"inline; filename="na_ve.pdf"; filename*=UTF-8''na%C3%AFve.pdf"#),
        ("a\r\nSet-Cookie: x", #"inline; filename="aSet-Cookie: x""#),
        ("50%.pdf", #"inline; filename="50_.pdf"; filename*=UTF-8''50%25.pdf"#),
    ])
    func writesFileNames(name: String, header: String) {
        #expect(ContentDisposition(.inline, fileName: name).text == header)
    }

    @Test(
        arguments: [
            ("a%20b", "a b"), ("%e2%82%ac", "€"), ("plain", "plain"), ("%", nil), ("%4", nil), ("%+1", nil),
            ("%FF", nil),
        ]
            as [(String, String?)]
    )
    func decodesPercents(text: String, decoded: String?) {
        #expect(PercentEncoding.decoded(text) == decoded)
    }

    @Test func readsQueries() throws {
        let query = try QueryItems("name=a+b%26c&limit=5&since=", known: ["name", "limit", "since"])
        #expect(try query.value("name") == "a b&c")
        #expect(try query.value("limit") == "5")
        #expect(try query.value("since") == nil)
        #expect(try QueryItems(nil, known: []).items.isEmpty)
    }

    @Test func refusesQueriesItDoesNotKnow() {
        #expect(throws: Problem.self) { try QueryItems("other=1", known: ["name"]) }
        #expect(throws: Problem.self) { try QueryItems("name=%ZZ", known: ["name"]) }
        #expect(throws: Problem.self) { try QueryItems("name=1&name=2", known: ["name"]).value("name") }
    }
}
