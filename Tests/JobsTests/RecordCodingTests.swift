// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Testing

struct RecordCodingTests {
    @Test(arguments: [0, 1, 471, 472, 999])
    func timesKeepTheirMilliseconds(milliseconds: Int) throws {
        let date = Date(timeIntervalSince1970: 1_795_384_980 + Double(milliseconds) / 1000)
        let text = RecordCoding.text(date)
        #expect(text.hasPrefix("2026-11-22T22:03:00."))
        #expect(text.hasSuffix("\(1000 + milliseconds)".dropFirst() + "Z"))
        let read = try #require(RecordCoding.date(text))
        #expect(RecordCoding.text(read) == text)
    }

    @Test func readsTimesWithoutAFraction() {
        #expect(RecordCoding.date("2026-11-22T22:03:00Z") == Date(timeIntervalSince1970: 1_795_384_980))
        #expect(RecordCoding.date("yesterday") == nil)
    }

    @Test func aRequestMayBeNearlyEmpty() throws {
        #expect(try JobRequest(json: Array("{}".utf8)) == JobRequest())
        let request = try JobRequest(json: Array(#"{"name":"a.pdf","options":{"pages":"2-","priority":3}}"#.utf8))
        #expect(request.options?.pages?.text == "2-")
        #expect(request.options?.priority == 3)
        #expect(request.options?.outputs == nil && request.options?.ocr == nil)
        #expect(try JobRequest(json: request.json) == request)
    }

    @Test func whatARequestDoesNotSayIsLeftToTheDefaults() throws {
        let defaults = try JobOptions { ["outputs": "html", "ocr": "never", "lang": "deu"][$0] }
        let request = try JobRequest(json: Array(#"{"options":{"outputs":[],"ocr":"always"}}"#.utf8))
        let options = try #require(request.options).over(defaults)
        #expect(options.outputs == [.html] && options.ocr == .always && options.lang.text == "deu")
    }

    @Test(arguments: [
        "", "[]", "null", #"{"options":{"outputs":["song"]}}"#, #"{"options":{"dpi":5}}"#,
        #"{"options":{"priority":1e9}}"#,
        #"{"options":{"ocr":"maybe"}}"#, #"{"options":{"lang":"../eng"}}"#, #"{"name":7}"#, #"{"receivedAt":"soon"}"#,
    ])
    func aBadRequestIsRefusedInWords(json: String) throws {
        let failure = try #require(throws: Failure.self) { try JobRequest(json: Array(json.utf8)) }
        #expect(failure.code == .invalidRequest)
        #expect(!failure.message.isEmpty)
    }
}
