// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import WebFront

struct HeaderValueTests {
    @Test(arguments: [
        (#"form-data; name="file"; filename="a b.pdf""#, "a b.pdf"),
        (#"form-data;name=file;filename=plain.pdf"#, "plain.pdf"),
        (#"form-data; name="file"; filename="a \"b\" \\ c.pdf""#, #"a "b" \ c.pdf"#),
        (#"form-data; name="file"; filename="C:\dir\a.pdf""#, #"C:\dir\a.pdf"#),
        (#"form-data; name="file"; filename="semi;colon=.pdf""#, "semi;colon=.pdf"),
        (#"form-data; name="file"; filename="ascii.pdf"; filename*=UTF-8''na%C3%AFve%20%E2%82%AC.pdf"#, "naïve €.pdf"),
        (#"form-data; name="file"; filename*=utf-8'en'x.pdf; filename="y.pdf""#, "x.pdf"),
        (#"form-data; name="file"; filename="y.pdf"; filename*=UTF-8''%FF%zz"#, "y.pdf"),
        (#"form-data; name="file"; filename="y.pdf"; filename*=latin1''x.pdf"#, "y.pdf"),
        (#"form-data; name="file"; FileName = "upper.pdf" ;"#, "upper.pdf"),
    ])
    func readsFileNames(header: String, name: String) {
        #expect(HeaderValue(header)?["filename"] == name)
        #expect(HeaderValue(header)?.value == "form-data")
    }

    @Test(arguments: ["a; b", #"a; b="c"#, #"a; b="c" d"#, "a; b=1; B=2", "a; =1"])
    func refusesWhatCannotBeRead(header: String) {
        #expect(HeaderValue(header) == nil)
    }

    @Test func aCombiningMarkHidesNoQuotationMark() {
        #expect(HeaderValue("form-data; name=\"\u{301}x\"")?["name"] == "\u{301}x")
    }
}
