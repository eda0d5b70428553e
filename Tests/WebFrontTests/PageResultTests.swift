// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Spool
import Testing

@testable import WebFront

/// Pages one by one, of jobs that are under way and of those that are completed.
struct PageResultTests {
    private let id = JobID()

    private func get(_ client: any TestClientProtocol, _ path: String) async throws -> TestResponse {
        try await client.execute(uri: "/v1/jobs/\(id)/pages\(path)", method: .get)
    }

    /// Pages 1 to 3 and 7 are finished; of page 8 half is written.
    private func underWay(_ front: FrontFixture) throws {
        for name in ["document", "progress/1-3", "progress/7-7"] { try front.write("", "spool/active/\(id)/\(name)") }
        for page in [1, 2, 3, 7, 8] { try front.write("page \(page)\n", "spool/active/\(id)/slices/000\(page).txt") }
        try front.write("png", "spool/active/\(id)/slices/0002.png")
    }

    private func completed(_ front: FrontFixture, text: String) throws {
        let manifest = """
            {"name":"a.pdf","mediaType":"application/pdf","pages":{"total":4,"done":3,"failed":1},
            "failedPages":[{"page":5,"code":"timeout","message":"slow"}],"options":{"pages":"2,5-6,9-","outputs":["text"]},
            "outputs":[{"name":"text.txt","mediaType":"text/plain; charset=utf-8"},
            {"name":"pages/0002.png","mediaType":"image/png","sha256":"abc"}],
            "createdAt":"2026-01-01T00:00:00.000Z","finishedAt":"2026-01-01T00:00:01.000Z"}
            """
        try front.write(manifest, "results/\(id)/manifest.json")
        try front.write(text, "results/\(id)/text.txt")
        try front.write("png", "results/\(id)/pages/0002.png")
    }

    @Test func givesFinishedPagesOfAJobUnderWay() async throws {
        try await withFront { client, front in
            try underWay(front)
            let list = try await get(client, "")
            #expect(list.status == .ok && list.text.contains(#""ready":[1,2,3,7]"#), "\(list.text)")
            let page = try await get(client, "/7/text")
            #expect(page.status == .ok && page.text == "page 7\n")
            #expect(page.headers[.contentType] == "text/plain; charset=utf-8")
            #expect(page.headers[.eTag] == nil)
            let image = try await get(client, "/2/image")
            #expect(image.status == .ok && image.text == "png" && image.headers[.contentType] == "image/png")
        }
    }

    @Test(arguments: [
        ("/8/text", 404), ("/4/text", 404), ("/3/image", 404), ("/0/text", 400), ("/x/text", 400), ("/1/song", 404),
    ])
    func refusesWhatIsNotThere(path: String, status: Int) async throws {
        try await withFront { client, front in
            try underWay(front)
            let response = try await get(client, path)
            #expect(response.status.code == status, "\(response.text)")
        }
    }

    @Test func followsNoLinkOfAConvertersMaking() async throws {
        try await withFront { client, front in
            try underWay(front)
            try front.write("secret", "secret")
            let link = front.home.appending(path: "spool/active/\(id)/slices/0001.txt")
            try FileManager.default.removeItem(at: link)
            try FileManager.default.createSymbolicLink(
                atPath: link.path,
                withDestinationPath: front.home.path + "/secret"
            )
            #expect(try await get(client, "/1/text").status == .notFound)
        }
    }

    @Test func givesPagesOfACompletedJobByTheirOwnNumbers() async throws {
        try await withFront { client, front in
            try completed(front, text: "two\n\u{0C}\u{0C}six\n\u{0C}nine\n")
            let list = try await get(client, "")
            #expect(list.text.contains(#""ready":[2,6,9]"#) && list.text.contains(#""failed":[5]"#), "\(list.text)")
            for (page, text) in [(2, "two\n"), (6, "six\n"), (9, "nine\n")] {
                let response = try await get(client, "/\(page)/text")
                #expect(response.status == .ok && response.text == text)
            }
            for page in [1, 3, 10] { #expect(try await get(client, "/\(page)/text").status == .notFound) }
            let failed = try await get(client, "/5/text")
            #expect(failed.status == .notFound && failed.text.contains("timeout"))
            #expect(try await get(client, "/2/image").text == "png")
            #expect(try await get(client, "/6/image").status == .notFound)
        }
    }

    /// What was text already may hold form feeds of its own.
    @Test func theLastPageEndsWithTheText() async throws {
        try await withFront { client, front in
            try completed(front, text: "two\n\u{0C}\u{0C}six\n\u{0C}nine\n\u{0C}and\n\u{0C}on\n")
            #expect(try await get(client, "/6/text").text == "six\n")
            #expect(try await get(client, "/9/text").text == "nine\n\u{0C}and\n\u{0C}on\n")
            for page in [10, 11] { #expect(try await get(client, "/\(page)/text").status == .notFound) }
        }
    }

    @Test func findsPagesOfATextThatIsReadInPieces() async throws {
        let pages = (0..<4).map { String(repeating: "\($0)", count: 300_000) }
        try await withFront { client, front in
            try completed(front, text: pages.joined(separator: "\u{0C}"))
            #expect(try await get(client, "/6/text").text == pages[2])
            #expect(try await get(client, "/9/text").text == pages[3])
        }
    }
}
