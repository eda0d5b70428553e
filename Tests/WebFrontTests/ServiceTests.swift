// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Jobs
import Logging
import Spool
import Testing

@testable import WebFront

struct ServiceTests {
    private struct Health: Decodable {
        let status: String, version: String, worker: String
        let jobs: [String: Int]
    }

    @Test func tellsOfTheWorkerAndTheJobs() async throws {
        try await withFront { client, front in
            let before: Health = try await client.execute(uri: "/healthz", method: .get).decoded()
            #expect(before.status == "ok" && before.worker == "absent" && before.jobs.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: front.configuration.state), "it only looks")

            let job = NewJob(id: JobID().text, name: "a", options: JobOptions(outputs: [.text]), createdAt: Date())
            _ = try await front.store().enqueue(job)
            let lock = try StateFolder(path: front.configuration.state).tryLock()
            let after: Health = try await client.execute(uri: "/healthz", method: .get).decoded()
            #expect(after.worker == "active" && after.jobs == ["queued": 1])
            withExtendedLifetime(lock) {}
        }
    }

    @Test func tellsWhatTheWorkerSaysOfItself() async throws {
        struct Worker: Decodable {
            let worker: String
            let paused: String?
            let sandbox: String?
        }
        try await withFront { client, front in
            let state = try StateFolder(path: front.configuration.state)
            var facts = WorkerFacts(version: "1", since: Date())
            facts.sandbox = "seccomp"
            facts.state = .paused
            facts.reason = "disk_full"
            try state.write(facts)
            let dead: Worker = try await client.execute(uri: "/healthz", method: .get).decoded()
            #expect(dead.worker == "absent" && dead.paused == nil, "nobody stands behind what is written")
            let lock = try state.tryLock()
            let alive: Worker = try await client.execute(uri: "/healthz", method: .get).decoded()
            #expect(alive.worker == "paused" && alive.paused == "disk_full" && alive.sandbox == "seccomp")
            withExtendedLifetime(lock) {}
        }
    }

    @Test func livesWithBrokenRecords() async throws {
        try await withFront { client, front in
            try front.write("no database, but long enough to be looked at", "state/jobs.sqlite")
            let response = try await client.execute(uri: "/healthz", method: .get)
            #expect(response.status == .ok && !response.text.contains("jobs"))
        }
    }

    @Test func isReadyWhileUploadsCanBeTaken() async throws {
        try await withFront { client, front in
            #expect(try await client.execute(uri: "/readyz", method: .get).status == .ok)
            #expect(try front.uploads.isEmpty)
            try FileManager.default.removeItem(at: front.home.appending(path: "spool/uploads"))
            try await client.execute(uri: "/readyz", method: .get).expectProblem(.unavailable, 503)
        }
    }

    @Test func isNotReadyWithoutSpace() async throws {
        try await withFront(configure: { $0.configuration.limits.reserve.bytes = .max }) { client, _ in
            try await client.execute(uri: "/readyz", method: .get).expectProblem(.unavailable, 503)
        }
    }

    @Test func refusesWhatThePageOfAnotherSiteSends() async throws {
        try await withFront { client, front in
            let (uri, body) = ("/v1/jobs?filename=a.txt", ByteBuffer(string: "words"))
            let foreign = [HTTPField.Name.secFetchSite: "cross-site"] as HTTPFields
            let refused = try await client.execute(uri: uri, method: .post, headers: foreign, body: body)
            try refused.expectProblem(.crossSite, 403)
            #expect(try front.inbox.isEmpty)
            #expect(try await client.execute(uri: "/v1/jobs", method: .get, headers: foreign).status == .ok)
            let own = [HTTPField.Name.secFetchSite: "same-origin"] as HTTPFields
            let taken = try await client.execute(uri: uri, method: .post, headers: own, body: body)
            #expect(taken.status == .accepted)
        }
    }

    @Test(arguments: ["/nothing", "/v1", "/v1/jobs/a/b/c", "/v2/jobs", "/index.html"])
    func doesNotKnowOtherRoutes(path: String) async throws {
        try await withFront { client, _ in
            try await client.execute(uri: path, method: .get).expectProblem(.notFound, 404)
        }
    }

    @Test(
        arguments: [
            ("/v1/jobs", .put, "GET, HEAD, POST"), ("/v1/jobs/x", .post, "DELETE, GET, HEAD"),
            ("/v1/jobs/x/cancel", .get, "POST"), ("/v1/jobs/x/retry", .delete, "POST"),
            ("/v1/jobs/x/results/y", .patch, "GET, HEAD"), ("/healthz", .post, "GET, HEAD"),
            ("/", .options, "GET, HEAD"),
        ] as [(String, HTTPRequest.Method, String)]
    )
    func saysWhichMethodsThereAre(path: String, method: HTTPRequest.Method, allowed: String) async throws {
        try await withFront { client, _ in
            let response = try await client.execute(uri: path, method: method)
            try response.expectProblem(.methodNotAllowed, 405)
            #expect(response.headers[.allow] == allowed)
        }
    }

    @Test(arguments: [("/", "text/html"), ("/app.js", "text/javascript"), ("/app.css", "text/css")])
    func givesThePage(path: String, type: String) async throws {
        try await withFront { client, _ in
            let response = try await client.execute(uri: path, method: .get)
            #expect(response.status == .ok && response.headers[.contentType] == "\(type); charset=utf-8")
            #expect(response.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
            #expect(!response.text.contains("http://") && !response.text.contains("https://"))
            #expect(!response.text.contains("innerHTML"))
        }
    }

    @Test func thePageOffersEveryOutputAndTicksTheConfiguredOnes() async throws {
        try await withFront(
            configure: { $0.configuration.defaults = JobOptions(outputs: [.html, .pdf]) },
            { client, _ in
                let page = try await client.execute(uri: "/", method: .get).text
                for kind in OutputKind.allCases {
                    let box = "<input type=\"checkbox\" name=\"outputs\" value=\"\(kind.rawValue)\""
                    #expect(page.contains(box + (kind == .html || kind == .pdf ? " checked>" : ">")), "\(kind)")
                }
            }
        )
    }

    @Test func sweepsUploadsThatNobodyWrites() async throws {
        let front = try FrontFixture()
        defer { front.remove() }
        _ = try front.spool.beginUpload()
        let sweeper = UploadSweeper(spool: front.spool, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await sweeper.sweep(now: Date())
        #expect(try front.uploads.count == 1)
        await sweeper.sweep(now: Date(timeIntervalSinceNow: 25 * 3600))
        #expect(try front.uploads.isEmpty)
    }
}
