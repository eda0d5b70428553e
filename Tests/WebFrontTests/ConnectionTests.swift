// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Hummingbird
import HummingbirdTesting
import Spool
import Testing

@testable import WebFront

/// What only shows on a connection: requests that are cut off, malformed, too large or too slow.
struct ConnectionTests {
    private static let head = "POST /v1/jobs HTTP/1.1\r\nHost: x\r\n"

    /// A request with a name that is short enough for a log.
    private struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String

        init(_ name: String, _ text: String) {
            testDescription = name
            self.text = text
        }
    }

    private func exchange(
        _ text: String,
        ending: RawConnection.Ending = .open,
        configure: (inout FrontFixture) throws -> Void = { _ in },
        _ check: @escaping @Sendable (String) throws -> Void
    ) async throws {
        try await withFront(.live, configure: configure) { client, front in
            let port = try #require(client.port)
            let answer = try await BlockingThreads.shared.run { try RawConnection(port: port).exchange(text, ending) }
            try check(answer)
            #expect(try front.inbox.isEmpty && front.uploads.isEmpty)
        }
    }

    private static let unfinished = [
        Sample("length", "Content-Length: 500\r\n\r\nhello"),
        Sample("chunked", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
        Sample(
            "multipart",
            "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n--b\r\n"
        ),
    ]

    @Test(arguments: unfinished)
    private func acceptsNothingOfARequestThatEndsEarly(sample: Sample) async throws {
        try await exchange(Self.head + sample.text, ending: .finished) { answer in
            #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("/problems/incomplete-body"))
        }
    }

    @Test(arguments: ["Content-Length: 900000", "Transfer-Encoding: chunked"])
    func leavesNothingOfAClientThatGoesAway(framing: String) async throws {
        let fixture = try FrontFixture()
        defer { fixture.remove() }
        // More than waits in memory, so that there is something to leave.
        let content = String(repeating: "x", count: 600_000)
        let size = framing.hasPrefix("Transfer") ? "927C0\r\n" : ""
        try await withFront(
            .live,
            configure: {
                $0 = fixture; $0.configuration.port = 0
            }
        ) { client, _ in
            let port = try #require(client.port)
            let text = "\(Self.head)\(framing)\r\n\r\n\(size)\(content)"
            try await BlockingThreads.shared.run { _ = try RawConnection(port: port).exchange(text, .gone) }
        }
        // Whoever handled it has ended with the front.
        let spool = try Spool(home: fixture.home.path)
        #expect(try spool.inbox.entries().isEmpty && spool.uploads.entries().isEmpty)
    }

    private static let malformed = [
        Sample("no HTTP", "GARBAGE\r\n\r\n"),
        Sample("two lengths", head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
        Sample("two framings", head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Sample("large header", head + "X: \(String(repeating: "x", count: 100_000))\r\n\r\n"),
    ]

    @Test(arguments: malformed)
    private func answersMalformedRequestsWithAProblem(sample: Sample) async throws {
        try await exchange(sample.text, ending: .finished) { answer in
            #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("application/problem+json"))
            #expect(answer.contains("Connection: close"))
        }
    }

    @Test(arguments: ["", "Expect: 100-continue\r\n"])
    func refusesWhatIsAnnouncedTooLargeUnread(expect: String) async throws {
        let limited = { (front: inout FrontFixture) in front.configuration.limits.mostBytes = 100 }
        try await exchange(Self.head + expect + "Content-Length: 1000\r\n\r\n", configure: limited) { answer in
            #expect(answer.hasPrefix("HTTP/1.1 413 ") && answer.contains("/problems/too-large"))
            #expect(answer.contains("Connection: close") && !answer.contains("100 Continue"))
        }
    }

    @Test func refusesWhatGrowsTooLarge() async throws {
        let limited = { (front: inout FrontFixture) in front.configuration.limits.mostBytes = 4 }
        let text = Self.head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
        try await exchange(text, configure: limited) { answer in
            #expect(answer.hasPrefix("HTTP/1.1 413 ") && answer.contains("Connection: close"))
        }
    }

    @Test func lingersNoLongerOnAClientThatTrickles() async throws {
        let strict = { (front: inout FrontFixture) in
            front.configuration.limits.grace = .zero
            front.configuration.limits.leastRate = .max
        }
        let text = Self.head + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"
        try await exchange(text, configure: strict) { answer in
            #expect(answer.hasPrefix("HTTP/1.1 408 ") && answer.contains("/problems/too-slow"))
        }
    }

    @Test(arguments: unfinished + [Sample("header", "X-Unfinished:")])
    private func closesASilentConnection(sample: Sample) async throws {
        let impatient = { (front: inout FrontFixture) in front.configuration.idleTimeout = .milliseconds(50) }
        try await exchange(Self.head + sample.text, configure: impatient) { answer in
            #expect(!answer.contains("202"))
        }
    }

    /// A client that keeps the connection would take it for the next answer.
    @Test func sendsNoBodyToWhoAsksForTheHeadAlone() async throws {
        let next = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        try await exchange("HEAD /v1/jobs/none HTTP/1.1\r\nHost: x\r\n\r\n" + next) { answer in
            let parts = answer.components(separatedBy: "\r\n\r\n")
            #expect(parts[0].hasPrefix("HTTP/1.1 404 ") && parts[1].hasPrefix("HTTP/1.1 200 "))
        }
    }

    /// The request that is answered has come in whole; it is the next one that has not.
    @Test func doesNotCloseForTheNextRequestThatIsComingIn() async throws {
        let next = Self.head + "Content-Length: 5\r\n\r\nhe"
        try await exchange("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + next, ending: .finished) { answer in
            let first = answer.components(separatedBy: "\r\n\r\n")[0]
            #expect(first.hasPrefix("HTTP/1.1 200 ") && !first.lowercased().contains("connection: close"))
            #expect(answer.contains("/problems/incomplete-body"))
        }
    }

    @Test func answersAllThatIsSentAtOnce() async throws {
        let text = String(repeating: "GET /app.js HTTP/1.1\r\nHost: x\r\n\r\n", count: 500)
        try await exchange(text, ending: .finished) { answer in
            #expect(answer.components(separatedBy: "HTTP/1.1 200 ").count == 501)
        }
    }

    @Test func endsADownloadThatNobodyReads() async throws {
        let id = JobID()
        let impatient = { (front: inout FrontFixture) in front.configuration.idleTimeout = .milliseconds(500) }
        try await withFront(.live, configure: impatient) { client, front in
            try front.write(ResultFixture.manifest, "results/\(id)/manifest.json")
            try front.write("", "results/\(id)/text.txt")
            // More than both kernels keep for a client that reads nothing.
            #expect(truncate(front.home.path + "/results/\(id)/text.txt", 1 << 30) == 0)
            let port = try #require(client.port)
            let text = "GET /v1/jobs/\(id)/results/text.txt HTTP/1.1\r\nHost: x\r\n\r\n"
            let code = try await BlockingThreads.shared.run { try RawConnection(port: port).errorOfUnread(text) }
            #expect(code == ECONNRESET)
        }
    }

    @Test func letsAClientGoOnThatAsks() async throws {
        try await withFront(.live) { client, front in
            let port = try #require(client.port)
            let text = Self.head + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"
            let answer = try await BlockingThreads.shared.run { try RawConnection(port: port).exchange(text, .open) }
            #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 "))
            #expect(try front.inbox.count == 1)
        }
    }
}
