// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Testing

@testable import Jobs

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

    @Test(arguments: ["9999999999-01-01T00:00:00Z", "10000-01-01T00:00:00.000Z", "9999-12-31T23:59:59-01:00"])
    func yearsHaveFourDigits(text: String) throws {
        #expect(RecordCoding.date(text) == nil)
        #expect(RecordCoding.date("9999-12-31T23:59:59.999Z") != nil)
        #expect(RecordCoding.date("0001-01-01T00:00:00Z") != nil)
    }

    @Test func anyDateCanBeRecorded() {
        let dates = [Double.infinity, 1e300, -1e300, -.infinity, .nan].map { Date(timeIntervalSince1970: $0) }
        #expect(dates.map(\.milliseconds) == [.max, .max, .min, .min, 0])
        #expect(Date(timeIntervalSince1970: 1.25).milliseconds == 1250)
        #expect(RecordCoding.text(Date(timeIntervalSince1970: 1e300)) == "9999-12-31T23:59:59.999Z")
    }

    @Test func aRequestMayBeNearlyEmpty() throws {
        #expect(try JobRequest(json: Array("{}".utf8)) == JobRequest())
        let request = try JobRequest(json: Array(#"{"name":"a.pdf","options":{"pages":"2-","priority":3}}"#.utf8))
        #expect(request.options?.pages?.text == "2-")
        #expect(request.options?.priority == 3)
        #expect(request.options?.outputs == nil && request.options?.ocr == nil)
        #expect(try JobRequest(json: request.json) == request)
    }

    /// The worker reads no request of more than 64 KiB; combining marks make any number of scalars one character.
    @Test func aRequestIsShortHoweverLongTheName() throws {
        for name in [String(repeating: "x", count: 80_000), "x" + String(repeating: "\u{301}", count: 80_000)] {
            let request = JobRequest(name: name)
            #expect(request.name?.isEmpty == false)
            #expect(try request.json.count < 10_000)
        }
        #expect(JobRequest(name: "Größe.pdf").name == "Größe.pdf")
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
        #"{"receivedAt":"9999999999-01-01T00:00:00Z"}"#,
    ])
    func aBadRequestIsRefusedInWords(json: String) throws {
        let failure = try #require(throws: Failure.self) { try JobRequest(json: Array(json.utf8)) }
        #expect(failure.code == .invalidRequest)
        #expect(!failure.message.isEmpty)
    }
}
