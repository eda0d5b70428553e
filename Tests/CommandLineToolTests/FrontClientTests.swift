// SPDX-License-Identifier: GPL-3.0-or-later

import Spool
import Testing

@testable import CommandLineTool

struct FrontClientTests {
    @Test(arguments: ["", "localhost:8080", "ftp://host", "http://", "http://host/?a=b", "file:///etc/passwd"])
    func refusesWhatIsNoAddressOfAFront(url: String) {
        #expect { try FrontClient(url) } throws: { CommandStatus(for: $0) == .usage }
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
