// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Hummingbird
import HummingbirdTesting
import HTTPTypes
import Jobs
import Spool
import Testing

@testable import WebFront

struct UploadTests {
    private static let hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

    @Test func answersStartedAtOnce() async throws {
        try await withFront { client, front in
            let response = try await client.execute(
                uri: "/v1/jobs?filename=a+b.txt&outputs=text,layout&pages=1-3&dpi=300&priority=-5",
                method: .post,
                body: ByteBuffer(string: "hello")
            )
            #expect(response.status == .accepted)
            let answer = try response.decoded(JobsBody.self)
            let job = try #require(answer.jobs.first)
            #expect(answer.message == "Processing started")
            #expect(response.headers[.location] == "/v1/jobs/\(job.id)")
            #expect(job.status == "queued" && job.name == "a b.txt" && job.bytes == 5 && job.sha256 == Self.hello)
            #expect(job.outputs == ["text", "layout"] && job.priority == -5)

            let folder = "inbox/\(job.id).job/"
            #expect(try String(contentsOf: front.home.appending(path: folder + "document"), encoding: .utf8) == "hello")
            let request = try JobRequest(
                json: Array(Data(contentsOf: front.home.appending(path: folder + "request.json")))
            )
            #expect(request.name == "a b.txt" && request.bytes == 5 && request.sha256 == Self.hello)
            #expect(request.options?.dpi == 300 && request.options?.pages?.text == "1-3")
            #expect(request.receivedAt != nil)
            #expect(try front.uploads.isEmpty)
        }
    }

    @Test func takesWhatTheClientCallsItAsAFormToo() async throws {
        // curl --data-binary says so of any file.
        try await withFront { client, front in
            let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            let response = try await client.execute(
                uri: "/v1/jobs",
                method: .post,
                headers: headers,
                body: ByteBuffer(string: "hello")
            )
            #expect(response.status == .accepted)
            #expect(try response.decoded(JobsBody.self).jobs.map(\.name) == ["document"])
        }
    }

    @Test func takesSeveralFilesWithFieldsBeforeAndAfter() async throws {
        try await withFront { client, front in
            let form = Form().field("outputs", "text").file("a.txt", "hello").file("b.txt", "world")
                .field("outputs", "layout").field("priority", "7")
            let response = try await client.execute(
                uri: "/v1/jobs?dpi=72",
                method: .post,
                headers: Form.headers,
                body: form.body
            )
            #expect(response.status == .accepted)
            #expect(response.headers[.location] == nil)
            let jobs = try response.decoded(JobsBody.self).jobs
            #expect(jobs.map(\.name) == ["a.txt", "b.txt"])
            #expect(jobs.allSatisfy { $0.outputs == ["text", "layout"] && $0.priority == 7 })
            #expect(try front.inbox.count == 2 && front.uploads.isEmpty)
        }
    }

    @Test func storesALargeDocumentUnchanged() async throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 8)) }
        try await withFront { client, front in
            let response = try await client.execute(
                uri: "/v1/jobs?filename=big",
                method: .post,
                body: ByteBuffer(bytes: bytes)
            )
            let job = try #require(try response.decoded(JobsBody.self).jobs.first)
            let stored = try Data(contentsOf: front.home.appending(path: "inbox/\(job.id).job/document"))
            #expect(Array(stored) == bytes)
            #expect(job.bytes == bytes.count)
        }
    }

    @Test(arguments: [
        "../../etc/passwd", "C:\\dir\\passwd", "/passwd",
    ])
    func usesOnlyTheLastComponentOfAName(name: String) async throws {
        try await withFront { client, _ in
            let path = "/v1/jobs?filename=\(PercentEncoding.encoded(name))"
            let response = try await client.execute(uri: path, method: .post, body: ByteBuffer(string: "x"))
            #expect(try response.decoded(JobsBody.self).jobs.map(\.name) == ["passwd"])
        }
    }

    // MARK: Refusals

    private struct Refusal: Sendable, CustomTestStringConvertible {
        var query = ""
        var headers: HTTPFields = Form.headers
        var body: ByteBuffer
        var kind: Problem.Kind
        var status = 400
        var word: String

        var testDescription: String { "\(kind.slug): \(word)" }
    }

    private static let manyOutputs = String(repeating: "text,", count: 2000)

    private static let refusals = [
        Refusal(query: "?filename=a", headers: [:], body: ByteBuffer(), kind: .emptyFile, word: "a"),
        Refusal(body: Form().file("a", "x").file("empty.txt", "").body, kind: .emptyFile, word: "empty.txt"),
        Refusal(body: Form().field("pages", "1").body, kind: .noFile, word: "file"),
        Refusal(body: Form().body, kind: .noFile, word: "file"),
        Refusal(body: Form().file("a", "x").field("colour", "red").body, kind: .unknownField, word: "colour"),
        Refusal(query: "?colour=red", body: Form().file("a", "x").body, kind: .unknownField, word: "colour"),
        Refusal(query: "?filename=b", body: Form().file("a", "x").body, kind: .unknownField, word: "filename"),
        Refusal(query: "?outputs=sound", body: Form().file("a", "x").body, kind: .invalidOption, word: "thumbnail"),
        Refusal(body: Form().file("a", "x").field("outputs", "sound").body, kind: .invalidOption, word: "thumbnail"),
        Refusal(body: Form().file("a", "x").field("dpi", "9000").body, kind: .invalidOption, word: "dpi=9000"),
        Refusal(body: Form().file("a", "x").field("pages", "0").body, kind: .invalidOption, word: "pages=0"),
        Refusal(
            query: "?dpi=72",
            body: Form().file("a", "x").field("dpi", "72").body,
            kind: .invalidOption,
            word: "dpi"
        ),
        Refusal(
            query: "?priority=high",
            headers: [:],
            body: ByteBuffer(string: "x"),
            kind: .invalidOption,
            word: "high"
        ),
        Refusal(
            body: Form().field("pages", String(repeating: "1", count: 20_000)).body,
            kind: .invalidOption,
            word: "pages"
        ),
        Refusal(
            query: "?pages=1" + String(repeating: ",1", count: 20_000),
            headers: [:],
            body: ByteBuffer(string: "x"),
            kind: .invalidOption,
            word: "pages is longer"
        ),
        Refusal(
            body: Form().field("outputs", manyOutputs).field("outputs", manyOutputs).file("a", "x").body,
            kind: .invalidOption,
            word: "outputs is longer"
        ),
        Refusal(body: Form().file("a", "x").bodyWithoutEnd, kind: .badMultipart, word: "final boundary"),
        Refusal(body: ByteBuffer(string: "x"), kind: .badMultipart, word: "boundary"),
        Refusal(body: Form().part("Content-Type: text/plain", "x").body, kind: .badMultipart, word: "name"),
        Refusal(
            headers: [.contentType: "multipart/mixed; boundary=x"],
            body: ByteBuffer(string: "x"),
            kind: .badMultipart,
            word: "multipart/form-data"
        ),
        Refusal(
            headers: [.contentType: "multipart/form-data"],
            body: ByteBuffer(string: "x"),
            kind: .badMultipart,
            word: "boundary"
        ),
        Refusal(
            headers: [.contentEncoding: "gzip"],
            body: ByteBuffer(string: "x"),
            kind: .unsupportedEncoding,
            status: 415,
            word: "gzip"
        ),
        Refusal(
            query: "?filename=%FF",
            headers: [:],
            body: ByteBuffer(string: "x"),
            kind: .badRequest,
            word: "filename"
        ),
        Refusal(
            body: Form().file("a", String(repeating: "x", count: 2_000_001)).body,
            kind: .tooLarge,
            status: 413,
            word: "2000000"
        ),
    ]

    @Test(arguments: refusals)
    private func acceptsNothingOfABadRequest(refusal: Refusal) async throws {
        try await withFront(configure: { $0.configuration.limits.mostBytes = 2_000_000 }) { client, front in
            let response = try await client.execute(
                uri: "/v1/jobs" + refusal.query,
                method: .post,
                headers: refusal.headers,
                body: refusal.body
            )
            let problem = try response.expectProblem(refusal.kind, refusal.status)
            let place = refusal.query.contains("%FF") ? "query" : refusal.word
            #expect(problem.detail.contains(place))
            #expect(try front.inbox.isEmpty && front.uploads.isEmpty)
        }
    }

    @Test func acceptsNothingWithoutSpace() async throws {
        try await withFront(configure: { $0.configuration.limits.reserve.bytes = .max / 2 }) { client, front in
            let response = try await client.execute(uri: "/v1/jobs", method: .post, body: ByteBuffer(string: "x"))
            try response.expectProblem(.diskFull, 507)
            #expect(response.headers[.retryAfter] == "60")
            #expect(try front.inbox.isEmpty && front.uploads.isEmpty)
        }
    }

    @Test func tellsNothingOfTheInsideWhenTheFolderIsBroken() async throws {
        try await withFront { client, front in
            try FileManager.default.removeItem(at: front.home.appending(path: "spool/uploads"))
            let response = try await client.execute(uri: "/v1/jobs", method: .post, body: ByteBuffer(string: "x"))
            let problem = try response.expectProblem(.internalError, 500)
            #expect(!problem.detail.contains(front.home.path) && !problem.detail.contains("uploads"))
        }
    }

    @Test func acceptsAllOrNothingWhenHandingInFails() async throws {
        try await withFront { client, front in
            try FileManager.default.removeItem(at: front.home.appending(path: "inbox"))
            let body = Form().file("a", "x").file("b", "y").body
            let response = try await client.execute(uri: "/v1/jobs", method: .post, headers: Form.headers, body: body)
            try response.expectProblem(.internalError, 500)
            #expect(try front.uploads.isEmpty)
        }
    }
}
