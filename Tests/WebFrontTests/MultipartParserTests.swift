// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import Testing

@testable import WebFront

struct MultipartParserTests {
    private struct Part: Equatable {
        var header: PartHeader
        var content = ""
        var isWhole = false
    }

    private func parts(_ body: ByteBuffer, buffersOf size: Int = 64 << 10) throws -> [Part] {
        var parser = MultipartParser(boundary: Form.boundary)
        var parts: [Part] = []
        var body = body
        while body.readableBytes > 0 {
            parser.feed(body.readSlice(length: min(size, body.readableBytes)) ?? ByteBuffer())
            while let event = try parser.next() {
                switch event {
                case .part(let header): parts.append(Part(header: header))
                case .data(let buffer): parts[parts.count - 1].content += String(buffer: buffer)
                case .endOfPart: parts[parts.count - 1].isWhole = true
                }
            }
        }
        try parser.finish()
        return parts
    }

    @Test(arguments: [1, 2, 3, 5, 7, 11, 13, 64, 1000, 64 << 10])
    func readsTheSameHoweverItIsCut(size: Int) throws {
        let tricky = "a\r\n--\(Form.boundary)x\r\n-\r\n--\r\n--\(Form.boundary.dropLast())\r\r\n\n"
        let body = Form().field("pages", "1-3").file("a.txt", tricky).file("b.txt", "").body
        let expected = [
            Part(header: PartHeader(name: "pages"), content: "1-3", isWhole: true),
            Part(header: PartHeader(name: "file", fileName: "a.txt"), content: tricky, isWhole: true),
            Part(header: PartHeader(name: "file", fileName: "b.txt"), isWhole: true),
        ]
        #expect(try parts(body, buffersOf: size) == expected)
    }

    @Test(arguments: [1, 64 << 10])
    func skipsWhatStandsBeforeAndAfter(size: Int) throws {
        let text = "preamble\r\n--\(Form.boundary) \t\r\nContent-Disposition: form-data; name=file\r\n\r\nx"
        let body = ByteBuffer(string: text + "\r\n--\(Form.boundary)--\r\nepilogue\r\n--\(Form.boundary)\r\n")
        #expect(
            try parts(body, buffersOf: size) == [Part(header: PartHeader(name: "file"), content: "x", isWhole: true)]
        )
    }

    @Test func readsAFormOfNoParts() throws {
        #expect(try parts(Form().body).isEmpty)
    }

    @Test func refusesABodyThatWasCutOff() {
        #expect(throws: MultipartError.noFinalBoundary) { try parts(Form().file("a", "b").bodyWithoutEnd) }
        #expect(throws: MultipartError.noFinalBoundary) {
            try parts(ByteBuffer(string: "--\(Form.boundary)\r\nContent-"))
        }
        #expect(throws: MultipartError.noFirstBoundary) { try parts(ByteBuffer(string: "no form at all")) }
    }

    @Test(arguments: [16, 64 << 10])
    func refusesALargeHeaderBeforeItsEnd(size: Int) {
        let header = "X-Filler: " + String(repeating: "x", count: MultipartParser.mostHeaderBytes)
        #expect(throws: MultipartError.headerTooLarge) { try parts(Form().part(header, "").body, buffersOf: size) }
    }

    @Test func refusesTooManyParts() throws {
        var form = Form()
        for _ in 0..<MultipartParser.mostParts { form = form.field("pages", "1") }
        #expect(try parts(form.body).count == MultipartParser.mostParts)
        #expect(throws: MultipartError.tooManyParts) { try parts(form.field("pages", "1").body) }
    }

    @Test func refusesALongPreamble() {
        let filler = String(repeating: "x", count: 100_000)
        #expect(throws: MultipartError.noFirstBoundary) { try parts(ByteBuffer(string: filler), buffersOf: 1024) }
    }

    @Test(arguments: [
        "Content-Type: text/plain", "Content-Disposition: attachment; name=\"file\"", "Content-Disposition: form-data",
        "Content-Disposition: form-data; name=\"file", "Content-Disposition: form-data; name=\"a\"; name=\"b\"",
    ])
    func refusesAPartWithoutAName(header: String) {
        #expect(throws: MultipartError.noName) { try parts(Form().part(header, "x").body) }
    }

    @Test(arguments: ["no colon", " folded: x", "Content-Type : x"])
    func refusesAMalformedHeader(line: String) {
        #expect(throws: MultipartError.malformedHeader(line)) {
            try parts(Form().part("Content-Disposition: form-data; name=\"file\"\r\n\(line)", "x").body)
        }
    }

    @Test func refusesTransferEncodings() {
        let header = "Content-Disposition: form-data; name=\"file\"\r\nContent-Transfer-Encoding: base64"
        #expect(throws: MultipartError.encoded("base64")) { try parts(Form().part(header, "x").body) }
    }
}
