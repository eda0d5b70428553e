// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Spool
import Testing

@testable import WebFront

struct ResultTests {
    private let id = JobID()

    private func withResults(
        _ setup: TestingSetup = .router,
        _ test: @Sendable (any TestClientProtocol, FrontFixture) async throws -> Void
    ) async throws {
        try await withFront(setup) { client, front in
            for (name, content) in ResultFixture.files { try front.write(content, "results/\(id)/\(name)") }
            try front.write("secret", "secret")
            try await test(client, front)
        }
    }

    private func get(
        _ client: any TestClientProtocol,
        _ name: String,
        _ headers: HTTPFields = [:],
        method: HTTPRequest.Method = .get
    ) async throws -> TestResponse {
        try await client.execute(uri: "/v1/jobs/\(id)/results/\(name)", method: method, headers: headers)
    }

    @Test func givesTheManifestAsItIs() async throws {
        try await withResults { client, _ in
            let response = try await client.execute(uri: "/v1/jobs/\(id)/results", method: .get)
            #expect(response.status == .ok && response.text == ResultFixture.manifest)
            #expect(response.headers[.contentType] == "application/json; charset=utf-8")
        }
    }

    @Test(arguments: [
        ("text.txt", "0123456789", "text/plain; charset=utf-8", "inline; filename=\"text.txt\""),
        ("pages/0001.png", "png", "image/png", "inline; filename=\"0001.png\""),
        ("pages%2F0001.png", "png", "image/png", "inline; filename=\"0001.png\""),
        ("document.html", "<p>x", "text/html", "attachment; filename=\"document.html\""),
        ("drawing.svg", "<svg", "image/svg+xml", "attachment; filename=\"drawing.svg\""),
        ("document", "bytes", "application/pdf", "inline; filename=\"report.pdf\""),
    ])
    func givesOutputsThatCannotActAsPagesOfOurs(name: String, content: String, type: String, disposition: String)
        async throws
    {
        try await withResults { client, _ in
            let response = try await get(client, name)
            #expect(response.status == .ok && response.text == content)
            #expect(response.headers[.contentType] == type)
            #expect(response.headers[.contentDisposition] == disposition)
            #expect(response.headers[.contentLength] == "\(content.utf8.count)")
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            #expect(response.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'; sandbox") == true)
            #expect(response.headers[.crossOriginResourcePolicy] == "same-origin")
            #expect(response.headers[.referrerPolicy] == "no-referrer")
        }
    }

    @Test(arguments: [
        "unlisted.txt", "manifest.json", "gone.txt", "../../secret", "..%2F..%2Fsecret", "pages", "pages/", "text.txt/",
        "text.txt%00", "%2e%2e/manifest.json",
    ])
    func givesNothingElse(name: String) async throws {
        try await withResults { client, _ in
            let response = try await get(client, name)
            try response.expectProblem(.resultNotFound, 404)
        }
    }

    @Test(arguments: [("bytes=2-4", "234", "2-4"), ("bytes=7-", "789", "7-9"), ("bytes=-2", "89", "8-9")])
    func givesARange(range: String, content: String, answered: String) async throws {
        try await withResults { client, _ in
            let response = try await get(client, "text.txt", [.range: range])
            #expect(response.status == .partialContent && response.text == content)
            #expect(response.headers[.contentRange] == "bytes \(answered)/10")
            #expect(response.headers[.contentLength] == "\(content.utf8.count)")
        }
    }

    @Test func refusesARangeOutsideOfTheFile() async throws {
        try await withResults { client, _ in
            let response = try await get(client, "text.txt", [.range: "bytes=10-"])
            try response.expectProblem(.badRange, 416)
            #expect(response.headers[.contentRange] == "bytes */10")
        }
    }

    @Test func givesARangeOnlyOfTheSameFile() async throws {
        try await withResults { client, _ in
            let same = try await get(client, "text.txt", [.range: "bytes=0-1", .ifRange: "\"abc\""])
            #expect(same.status == .partialContent)
            for other in ["\"x\"", "W/\"abc\"", "Thu, 01 Jan 2026 00:00:00 GMT"] {
                let response = try await get(client, "text.txt", [.range: "bytes=0-1", .ifRange: other])
                #expect(response.status == .ok && response.text == "0123456789")
            }
        }
    }

    @Test func givesNothingTwice() async throws {
        try await withResults { client, _ in
            #expect(try await get(client, "text.txt").headers[.eTag] == "\"abc\"")
            let known = try await get(client, "text.txt", [.ifNoneMatch: "\"x\", W/\"abc\""])
            #expect(known.status == .notModified && known.text.isEmpty && known.headers[.eTag] == "\"abc\"")
            #expect(try await get(client, "text.txt", [.ifNoneMatch: "\"x\""]).status == .ok)
        }
    }

    @Test func answersHeadWithoutTheBody() async throws {
        try await withResults { client, _ in
            let response = try await get(client, "text.txt", [.range: "bytes=0-1"], method: .head)
            #expect(response.status == .ok && response.text.isEmpty)
            #expect(response.headers[.contentLength] == "10" && response.headers[.eTag] == "\"abc\"")
        }
    }

    @Test func streamsALargeResult() async throws {
        let content = String(repeating: "0123456789abcdef", count: 100_000)
        try await withResults(.live) { client, front in
            try front.write(content, "results/\(id)/text.txt")
            #expect(try await get(client, "text.txt").text == content)
            #expect(try await get(client, "text.txt", [.range: "bytes=300000-1000000"]).body.readableBytes == 700_001)
        }
    }

    @Test func saysThatAJobHasNoResultsYet() async throws {
        try await withFront { client, front in
            try front.write("{}", "inbox/\(id).job/request.json")
            for path in ["results", "results/text.txt"] {
                let response = try await client.execute(uri: "/v1/jobs/\(id)/\(path)", method: .get)
                #expect(try response.expectProblem(.noResults, 404).detail.contains("queued"))
            }
        }
    }

    @Test func followsNoLinkOutOfTheResults() async throws {
        try await withResults { client, front in
            let file = front.home.appending(path: "results/\(id)/gone.txt")
            try FileManager.default.createSymbolicLink(
                at: file,
                withDestinationURL: front.home.appending(path: "secret")
            )
            try await get(client, "gone.txt").expectProblem(.resultNotFound, 404)
        }
    }

    @Test func whoReadsAResultReadsOnWhenItIsDeleted() async throws {
        try await withResults { client, front in
            let open = try ResultFile("text.txt", of: id, in: front.spool)
            try front.spool.hide(id)
            try await get(client, "text.txt").expectProblem(.jobNotFound, 404)
            try front.spool.removeHidden(id)
            #expect(try String(buffer: open.file.readBuffer(at: 0, count: 10)) == "0123456789")
            try await get(client, "text.txt").expectProblem(.jobNotFound, 404)
            try await client.execute(uri: "/v1/jobs/\(id)", method: .get).expectProblem(.jobNotFound, 404)
        }
    }
}
