// SPDX-License-Identifier: GPL-3.0-or-later

import Spool
import Testing

@testable import CommandLineTool

struct FrontClientTests {
    @Test(arguments: ["", "localhost:8080", "ftp://host", "http://", "http://host/?a=b", "file:///etc/passwd"])
    func refusesWhatIsNoAddressOfAFront(url: String) {
        #expect { try FrontClient(url) } throws: { CommandStatus(for: $0) == .usage }
    }

    @Test(arguments: ["http://user:secret@host:1", "http://:secret@host", "https://secret@host", "ftp://a:secret@host"])
    func refusesAPasswordWithoutRepeatingIt(url: String) {
        #expect { try FrontClient(url) } throws: {
            CommandStatus(for: $0) == .usage && !"\($0)".contains("secret")
        }
    }

    @Test(arguments: ["HTTP://host:1", "Https://host", "http://host/@a"])
    func readsTheSchemeInAnyCase(url: String) throws {
        #expect(try FrontClient(url).base == url)
    }

    @Test func followsNoRedirectionAndSaysWhereItLeads() async throws {
        // To the discard port, where nobody listens.
        let front = try SingleAnswer(
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/jobs\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
        let client = try FrontClient("http://127.0.0.1:\(front.port)")
        await #expect { try await client.job(JobID().text) } throws: {
            CommandStatus(for: $0) == .unreachable && "\($0)".contains("(302), to http://127.0.0.1:9/jobs")
        }
    }

    private func notFound(_ mediaType: String, _ body: String) throws -> FrontClient {
        let head = "HTTP/1.1 404 Not Found\r\nContent-Type: \(mediaType)\r\nContent-Length: \(body.utf8.count)\r\n"
        let front = try SingleAnswer(head + "Connection: close\r\n\r\n" + body)
        return try FrontClient("http://127.0.0.1:\(front.port)")
    }

    @Test func aFrontSaysThatThereIsNoSuchJob() async throws {
        let problem = #"{"type":"/problems/job-not-found","title":"There is no such job","status":404}"#
        #expect(try await notFound("application/problem+json", problem).job(JobID().text) == nil)
    }

    @Test(arguments: ["<h1>404 Not Found</h1>", "", "{}", #"{"type":"/problems/not-found"}"#])
    func whatElseIsNotFoundIsNoFront(body: String) async throws {
        let client = try notFound("text/html", body)
        await #expect { try await client.job(JobID().text) } throws: {
            CommandStatus(for: $0) == .unreachable && "\($0)".contains("as no front does")
        }
    }

    @Test func dropsATrailingSlash() throws {
        #expect(try FrontClient("http://host:1/").base == "http://host:1")
    }

    @Test(arguments: ["", "0193", "../healthz", "0193aaaa-0000-7000-8000-00000000000%"])
    func asksForWholeIDsAlone(id: String) {
        #expect { try FrontClient.id(id) } throws: { CommandStatus(for: $0) == .usage }
    }

    @Test func aFrontThatIsNotThereIsUnreachable() async throws {
        // The discard port, below all that programs choose: nobody listens.
        let client = try FrontClient("http://127.0.0.1:9")
        await #expect { try await client.job(JobID().text) } throws: { CommandStatus(for: $0) == .unreachable }
    }
}
