// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool
import Testing

/// What operators ask for through `commands/`.
@Suite(.timeLimit(minutes: 3))
struct CommandTests {
    let site: Site

    init() throws { site = try Site() }

    private func ask(_ verb: Command.Verb, _ id: String, _ worker: Program) async throws {
        try site.post(verb, id)
        _ = try await worker.log.entry { $0["command"] == verb.rawValue && $0["job"] == id }
    }

    @Test func cancelsWhatRuns() async throws {
        let worker = try await site.worker("--outputs", "images")
        let id = try site.submit(SamplePDF.pages(2000), request: #"{"name":"long.pdf"}"#)
        try await worker.stepEnded(of: id)
        try await ask(.cancel, id, worker)
        #expect(try await site.reader.job(id)?.status == .cancelled)
        #expect(site.whereabouts(id) == .quarantine)
        try site.drop(SamplePDF.pages(1), as: "next.pdf")
        try await worker.completed("next.pdf")
    }

    @Test func retriesWhatFailed() async throws {
        let worker = try await site.worker("--attempts", "1", "--page-timeout", "500ms", "--outputs", "text")
        try site.drop(SamplePDF.endless(), as: "endless.pdf")
        _ = try await worker.failed("endless.pdf")
        worker.signal(SIGTERM)
        _ = await worker.log.ended()
        let job = try #require(try await site.job(named: "endless.pdf"))
        #expect(job.status == .failed)

        try site.post(.retry, job.id)
        let patient = try await site.worker("--attempts", "1", "--page-timeout", "500ms", "--outputs", "text")
        _ = try await patient.failed("endless.pdf")
        let kinds = try await site.reader.events(after: 0, job: job.id, limit: 20).map(\.kind)
        #expect(kinds.prefix(5) == ["queued", "running", "failed", "queued", "running"])
    }

    @Test func deletesEverythingOfAJob() async throws {
        let worker = try await site.worker()
        try site.drop(SamplePDF.pages(1), as: "one.pdf")
        try await worker.completed("one.pdf")
        let id = try #require(try await site.job(named: "one.pdf")?.id)
        try await ask(.delete, id, worker)
        #expect(try await site.reader.job(id) == nil)
        #expect(site.whereabouts(id) == nil)
        #expect(try site.spool.pendingCommands().isEmpty)
    }

    @Test func aCommandForNobodyIsDoneWith() async throws {
        let worker = try await site.worker()
        try await ask(.cancel, JobID().text, worker)
        try await ask(.retry, JobID().text, worker)
        try await ask(.delete, JobID().text, worker)
        #expect(try site.spool.pendingCommands().isEmpty)
    }

    @Test func honoursPriority() async throws {
        let worker = try await site.worker("--pool", "1", "--page-timeout", "1h", "--attempts", "1")
        let first = try site.submit(
            SamplePDF.endless(),
            request: #"{"name":"first","options":{"outputs":["text"],"priority":9}}"#
        )
        _ = try await worker.log.entry { $0["message"] == "queued" && $0["job"] == first }
        for number in 1...6 {
            _ = try site.submit(
                SamplePDF.pages(1),
                request: #"{"name":"\#(number)","options":{"outputs":["text"],"priority":\#(number)}}"#
            )
        }
        for number in 1...6 {
            _ = try await worker.log.entry { $0["message"] == "queued" && $0["name"] == "\(number)" }
        }
        try site.post(.cancel, first)
        for number in 1...6 { try await worker.completed("\(number)") }
        let begun = try await site.reader.events(after: 0, job: nil, limit: 100).filter { $0.kind == "running" }
        var order: [String] = []
        for event in begun { order.append(try #require(try await site.reader.job(event.job)).name) }
        #expect(order == ["first", "6", "5", "4", "3", "2", "1"])
    }
}
