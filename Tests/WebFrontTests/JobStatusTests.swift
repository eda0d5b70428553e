// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Hummingbird
import HummingbirdTesting
import Jobs
import Spool
import Testing

@testable import WebFront

struct JobStatusTests {
    private let id = JobID()

    private func newJob(_ name: String, id: JobID = JobID(), at seconds: Double = 0) -> NewJob {
        NewJob(
            id: id.text,
            name: name,
            bytes: 5,
            options: JobOptions(outputs: [.text]),
            createdAt: Date(timeIntervalSince1970: 1_700_000_000 + seconds)
        )
    }

    private func show(_ client: any TestClientProtocol) async throws -> JobBody {
        let response = try await client.execute(uri: "/v1/jobs/\(id)", method: .get)
        #expect(response.status == .ok)
        return try response.decoded()
    }

    private func list(_ client: any TestClientProtocol, _ query: String = "") async throws -> JobsBody {
        try await client.execute(uri: "/v1/jobs" + query, method: .get).decoded()
    }

    // MARK: One job

    @Test func showsTheRecord() async throws {
        try await withFront { client, front in
            _ = try await front.store().enqueue(newJob("a.pdf", id: id))
            let job = try await show(client)
            #expect(job.id == id.text && job.status == "queued" && job.name == "a.pdf" && job.pages == nil)
        }
    }

    @Test func theRecordGoesBeforeTheFolders() async throws {
        try await withFront { client, front in
            _ = try await front.store().enqueue(newJob("a.pdf", id: id))
            try front.write("{}", "results/\(id)/manifest.json")
            #expect(try await show(client).status == "queued")
        }
    }

    @Test(arguments: ["inbox/ID.job", "spool/active/ID"])
    func whatWaitsIsQueued(folder: String) async throws {
        try await withFront { client, front in
            let request = #"{"name":"a.pdf","bytes":7,"options":{"outputs":["images"],"priority":9}}"#
            try front.write(request, folder.replacing("ID", with: id.text) + "/request.json")
            let job = try await show(client)
            #expect(job.status == "queued" && job.name == "a.pdf" && job.bytes == 7)
            #expect(job.outputs == ["images"] && job.priority == 9)
        }
    }

    @Test(arguments: ["no JSON", #"{"receivedAt":"9999999999-01-01T00:00:00Z"}"#])
    func whatWaitsWithoutARequestIsQueuedToo(request: String) async throws {
        try await withFront { client, front in
            try front.write("x", "inbox/\(id).job/document")
            try front.write(request, "inbox/\(id).job/request.json")
            let job = try await show(client)
            #expect(
                job.status == "queued" && job.name == "document"
                    && job.outputs == ["text", "markdown", "metadata", "thumbnail"]
            )
        }
    }

    @Test func whatHasResultsIsCompleted() async throws {
        try await withFront { client, front in
            try front.write(ResultFixture.manifest, "results/\(id)/manifest.json")
            let job = try await show(client)
            #expect(job.status == "completed" && job.name == "report.pdf" && job.mediaType == "application/pdf")
            #expect(job.pages?.total == 3 && job.pages?.done == 2 && job.pages?.failed == 1)
            #expect(job.outputs == ["text", "html", "images"] && job.bytes == 5)
        }
    }

    @Test(arguments: [("timeout", "failed"), ("cancelled", "cancelled")])
    func whatWasSetAsideSaysWhy(code: String, status: String) async throws {
        try await withFront { client, front in
            try front.write(#"{"code":"\#(code)","message":"because"}"#, "quarantine/\(id)/reason.json")
            try front.write(#"{"name":"a.pdf"}"#, "quarantine/\(id)/request.json")
            let job = try await show(client)
            #expect(job.status == status && job.name == "a.pdf")
            #expect(job.error?.code == (status == "failed" ? code : nil))
        }
    }

    @Test(arguments: ["0193", "..", "01939d3e-0000-7000-8000-000000000000"])
    func doesNotKnowWhatIsNotThere(id: String) async throws {
        try await withFront { client, _ in
            for (path, method) in [
                ("", .get), ("", .delete), ("/retry", .post), ("/cancel", .post), ("/results", .get),
                ("/results/text.txt", .get),
            ]
                as [(String, HTTPRequest.Method)]
            {
                let response = try await client.execute(uri: "/v1/jobs/\(id)\(path)", method: method)
                try response.expectProblem(.jobNotFound, 404)
            }
        }
    }

    // MARK: Lists

    @Test func listsPageByPageNewestFirst() async throws {
        try await withFront { client, front in
            let store = try front.store()
            for number in 0..<5 { _ = try await store.enqueue(newJob("\(number).pdf", at: Double(number))) }
            var names: [String] = []
            var query = "?limit=2"
            var pages = 0
            while pages < 10 {
                let page = try await list(client, query)
                names += page.jobs.map(\.name)
                pages += 1
                guard let next = page.next else { break }
                query = "?limit=2&cursor=\(next)"
            }
            #expect(names == ["4.pdf", "3.pdf", "2.pdf", "1.pdf", "0.pdf"])
            #expect(pages == 3)
        }
    }

    @Test func listsWhatWaitsOnceAndInItsPlace() async throws {
        try await withFront { client, front in
            let store = try front.store()
            _ = try await store.enqueue(newJob("old.pdf"))
            _ = try await store.enqueue(newJob("known.pdf", id: id, at: 1))
            try front.write(
                #"{"name":"known.pdf","receivedAt":"2023-11-14T22:13:21Z"}"#,
                "inbox/\(id).job/request.json"
            )
            for number in 0..<3 {
                let time = "2026-01-0\(number + 1)T00:00:00Z"
                let id = try #require(JobID("019b76\(number)0-0000-7000-8000-000000000000"))
                try front.write(#"{"name":"new\#(number)","receivedAt":"\#(time)"}"#, "inbox/\(id).job/request.json")
            }
            #expect(try await list(client).jobs.map(\.name) == ["new2", "new1", "new0", "known.pdf", "old.pdf"])
            let first = try await list(client, "?limit=2")
            #expect(first.jobs.map(\.name) == ["new2", "new1"])
            let next = try #require(first.next)
            #expect(try await list(client, "?cursor=\(next)").jobs.map(\.name) == ["new0", "known.pdf", "old.pdf"])
            #expect(try await list(client, "?state=completed").jobs.isEmpty)
            #expect(try await list(client, "?state=queued&name=NEW1").jobs.map(\.name) == ["new1"])
            #expect(try await list(client, "?since=2026-01-02T00:00:00Z").jobs.map(\.name) == ["new2", "new1"])
        }
    }

    @Test func findsWhatWaitsBehindManyOthers() async throws {
        try await withFront { client, front in
            for number in 0..<300 {
                let name = number == 0 ? "needle" : "hay"
                try front.write(#"{"name":"\#(name)"}"#, "inbox/\(JobID()).job/request.json")
            }
            #expect(try await list(client, "?name=needle&limit=1").jobs.map(\.name) == ["needle"])
        }
    }

    @Test func listsNothingBeforeTheFirstJob() async throws {
        try await withFront { client, _ in
            let response = try await client.execute(uri: "/v1/jobs", method: .get)
            #expect(response.status == .ok && response.text == #"{"jobs":[]}"#)
        }
    }

    @Test(arguments: [
        ("state=lost", "queued"), ("limit=0", "1 to 1000"), ("limit=1001", "1 to 1000"), ("limit=x", "limit=x"),
        ("since=yesterday", "since=yesterday"), ("since=9999999999-01-01T00:00:00Z", "since=9999999999"),
        ("cursor=x", "cursor=x"), ("state=queued&state=failed", "state"),
    ])
    func refusesAWrongFilter(query: String, word: String) async throws {
        try await withFront { client, _ in
            let response = try await client.execute(uri: "/v1/jobs?\(query)", method: .get)
            #expect(try response.expectProblem(.invalidOption, 400).detail.contains(word))
        }
    }

    @Test func refusesAnUnknownFilter() async throws {
        try await withFront { client, _ in
            let response = try await client.execute(uri: "/v1/jobs?page=2", method: .get)
            #expect(try response.expectProblem(.unknownField, 400).detail.contains("\"page\""))
        }
    }

    // MARK: Commands

    @Test(arguments: [
        ("cancel", Command.Verb.cancel, "inbox/ID.job"), ("retry", .retry, "quarantine/ID"),
        ("delete", .delete, "results/ID"), ("delete", .delete, "spool/active/ID"),
    ])
    func handsCommandsIn(name: String, verb: Command.Verb, folder: String) async throws {
        try await withFront { client, front in
            try front.write("{}", folder.replacing("ID", with: id.text) + "/request.json")
            let path = verb == .delete ? "" : "/\(name)"
            let response = try await client.execute(
                uri: "/v1/jobs/\(id)\(path)",
                method: verb == .delete ? .delete : .post
            )
            #expect(response.status == .accepted)
            let answer = try response.decoded(CommandBody.self)
            #expect(answer.job.id == id.text && !answer.message.isEmpty)
            #expect(try front.spool.pendingCommands() == [Command(verb, id)])
        }
    }

    @Test(arguments: [
        ("cancel", "results/ID"), ("cancel", "quarantine/ID"), ("retry", "results/ID"), ("retry", "inbox/ID.job"),
    ])
    func refusesWhatTheStateDoesNotAllow(name: String, folder: String) async throws {
        try await withFront { client, front in
            try front.write("{}", folder.replacing("ID", with: id.text) + "/request.json")
            let response = try await client.execute(uri: "/v1/jobs/\(id)/\(name)", method: .post)
            try response.expectProblem(.wrongState, 409)
            #expect(try front.spool.pendingCommands().isEmpty)
        }
    }
}
