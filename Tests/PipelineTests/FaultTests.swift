// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool
import Subprocess
import Testing

/// Things are killed while a document is under way; the document completes, once.
@Suite(.timeLimit(minutes: 3))
struct FaultTests {
    let site: Site

    init() throws { site = try Site() }

    private static let pages = 200

    /// A document that is under way.
    private func begin(_ worker: Program) async throws -> String {
        try site.drop(SamplePDF.pages(Self.pages), as: "long.pdf")
        let queued = try await worker.log.entry { $0["message"] == "queued" && $0["name"] == "long.pdf" }
        let id = try #require(queued["job"])
        try await worker.stepEnded(of: id)
        return id
    }

    private func expectWhole(_ id: String) async throws {
        let job = try #require(try await site.reader.job(id))
        #expect(job.status == .completed)
        #expect(job.pages == .init(total: Self.pages, done: Self.pages, failed: 0))
        let text = try site.text(of: job)
        #expect(text.split(separator: "\u{c}").count == Self.pages)
        for page in 1...Self.pages { #expect(text.contains("Page \(page) of \(Self.pages) ")) }
        let events = try await site.reader.events(after: 0, job: id, limit: 100).map(\.kind)
        #expect(events.count { $0 == "completed" } == 1)
    }

    @Test func aKilledChildCostsNothing() async throws {
        let worker = try await site.worker("--outputs", "text,images")
        let id = try await begin(worker)
        let zygote = try #require(Program.children(of: worker.pid).first)
        // Once: a page whose child dies while it is tried alone has failed, whoever killed it.
        var isKilled = false
        while !isKilled, try await site.reader.job(id)?.status == .running {
            isKilled = Program.children(of: zygote).contains { !Program.isGone($0) && kill($0, SIGKILL) == 0 }
        }
        #expect(isKilled)
        try await worker.completed("long.pdf")
        try await expectWhole(id)
    }

    @Test func aKilledZygoteIsReplaced() async throws {
        let worker = try await site.worker("--outputs", "text,images")
        let id = try await begin(worker)
        let zygote = try #require(Program.children(of: worker.pid).first)
        let children = Program.children(of: zygote)
        #expect(kill(zygote, SIGKILL) == 0)
        try await worker.completed("long.pdf")
        try await expectWhole(id)
        #expect(Program.children(of: worker.pid).first != zygote)
        #expect(children.allSatisfy(Program.isGone))
    }

    @Test func aKilledWorkersDocumentGoesOnWhereItWas() async throws {
        let first = try await site.worker("--outputs", "text,images")
        let id = try await begin(first)
        let zygote = try #require(Program.children(of: first.pid).first)
        first.signal(SIGKILL)
        _ = await first.log.ended()
        // Its status can be read though nobody is there.
        #expect(try await site.reader.job(id)?.status == .running)

        let second = try await site.worker("--outputs", "text,images")
        try await second.completed("long.pdf")
        try await expectWhole(id)
        #expect(try await site.reader.job(id)?.attempt == 2)
        #expect(Program.isGone(zygote))
        let inspections = await second.log.entries.count { $0["message"] == "step ended" && $0["step"] == "inspect" }
        #expect(inspections <= 1)
    }

    @Test func aStoppedWorkerGivesBackWhatItHas() async throws {
        let first = try await site.worker("--outputs", "text,images")
        let id = try await begin(first)
        first.signal(SIGTERM)
        #expect(await first.log.ended()?.isSuccess == true)
        let job = try #require(try await site.reader.job(id))
        #expect(job.status == .queued)
        #expect(job.attempt == 0)
        let second = try await site.worker("--outputs", "text,images")
        try await second.completed("long.pdf")
        try await expectWhole(id)
    }

    @Test func aSecondWorkerWaitsAndTakesOver() async throws {
        let first = try await site.worker()
        let second = try await site.startWorker()
        _ = try await second.log.entry { $0["message"]?.hasPrefix("another worker is active") == true }
        try site.drop(SamplePDF.pages(1), as: "one.pdf")
        try await first.completed("one.pdf")
        first.signal(SIGKILL)
        _ = try await second.log.entry { $0["message"] == "watching" }
        try site.drop(SamplePDF.pages(1), as: "two.pdf")
        try await second.completed("two.pdf")
        #expect(try await site.reader.counts() == [.completed: 2])
    }

    @Test func anEndlessDocumentIsStoppedAndHarmsNobody() async throws {
        let worker = try await site.worker("--page-timeout", "5s", "--attempts", "2", "--outputs", "text")
        try site.drop(SamplePDF.endless(), as: "endless.pdf")
        try site.drop(SamplePDF.pages(5), as: "good.pdf")
        try await worker.completed("good.pdf")
        #expect(try await worker.failed("endless.pdf").hasPrefix("timeout"))
        _ = try await worker.log.entry {
            $0["message"] == "attempt failed" && $0["name"] == "endless.pdf" && $0["attempt"] == "2"
        }
        worker.signal(SIGTERM)
        _ = await worker.log.ended()
        let job = try #require(try await site.job(named: "endless.pdf"))
        #expect(job.status == .failed)
        #expect(job.error?.code == .timeout)
        #expect(job.attempt == 2)
        let events = try await site.reader.events(after: 0, job: job.id, limit: 20).map(\.kind)
        #expect(events == ["queued", "running", "retrying", "running", "failed"])
    }

    @Test(
        arguments: [
            ["--processor-time", "1s", "--page-timeout", "100s"],
            ["--document-timeout", "2s", "--processor-time", "100s", "--page-timeout", "100s"],
            ["--page-timeout", "2s", "--processor-time", "100s"],
        ]
    ) func saysWhichOfItsTimesWasOver(limits: [String]) async throws {
        let worker = try await site.worker(limits + ["--attempts", "1", "--outputs", "text"])
        try site.drop(SamplePDF.endless(), as: "endless.pdf")
        let reason = try await worker.failed("endless.pdf")
        #expect(reason.hasPrefix("timeout") && reason.contains("(\(limits[0].dropFirst(2)))"), "\(reason)")
    }

    /// What its first child found out is remembered; that it is text, too.
    @Test func textIsTriedAgainAsText() async throws {
        let text = Data(repeating: UInt8(ascii: "a"), count: 120_000_000)
        let poor = try await site.worker("--outputs", "text", "--memory", "400MB", "--attempts", "100")
        try site.drop(text, as: "long.txt")
        let failure = try await poor.log.entry(number: 2) { $0["message"] == "attempt failed" }
        #expect(failure["reason"]?.hasPrefix("memory") == true, "\(failure)")
        poor.signal(SIGTERM)
        _ = await poor.log.ended()

        let rich = try await site.worker("--outputs", "text")
        try await rich.completed("long.txt")
        let job = try #require(try await site.job(named: "long.txt"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: site.home + "/results/\(job.id)/text.txt")) == text)
        let steps = await rich.log.entries.compactMap { $0["message"] == "step ended" ? $0["step"] : nil }
        #expect(steps.contains { $0.hasPrefix("slice") }, "\(steps)")
    }

    @Test func twoRunsGiveTheSameBytes() async throws {
        let worker = try await site.worker("--outputs", "text,metadata,layout,images,thumbnail,pdf")
        var manifests: [[UInt8]] = []
        for name in ["first.pdf", "second.pdf"] {
            try site.drop(SamplePDF.pages(40), as: name)
            try await worker.completed(name)
            let job = try #require(try await site.job(named: name))
            manifests.append(try #require(site.manifest(job.id)))
        }
        struct Hashes: Decodable, Equatable {
            struct Output: Decodable, Equatable { let name: String; let sha256: String }
            let outputs: [Output]
        }
        let hashes = try manifests.map { try JSONDecoder().decode(Hashes.self, from: Data($0)) }
        #expect(hashes[0] == hashes[1])
        #expect(hashes[0].outputs.count == 45)
    }
}
