// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Testing

/// What every job store must do, written against the protocol; an engine is added in `Engine`.
@Suite(.serialized)
struct JobStoreTests {
    static let failure = Failure(.crashed, "died of signal 11")

    private func queued(_ store: any JobStore, _ number: Int = 1, priority: Int = 0) async throws -> NewJob {
        let job = NewJob.sample(number, priority: priority)
        #expect(try await store.enqueue(job))
        return job
    }

    private func claimed(_ store: any JobStore) async throws -> ClaimedJob {
        try #require(try await store.claim(limit: 1, now: .later).first)
    }

    private func kinds(_ store: any JobStore, _ id: String) async throws -> [String] {
        try await store.events(after: 0, job: id, limit: 100).map(\.kind)
    }

    @Test(arguments: Engine.all)
    func recordsANewJobOnce(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        #expect(try await !store.enqueue(job))
        let found = try #require(try await store.job(job.id))
        #expect(found.status == .queued)
        #expect(found.name == job.name)
        #expect(found.bytes == 1000)
        #expect(found.attempt == 0)
        #expect(found.outputs == [.text, .metadata])
        #expect(abs(found.createdAt.timeIntervalSince(job.createdAt)) < 0.001)
        #expect(try await kinds(store, job.id) == ["queued"])
        #expect(try await store.job("nothing") == nil)
    }

    @Test(arguments: Engine.all)
    func claimsEachJobOnce(engine: Engine) async throws {
        let store = try engine.open()
        for number in 1...60 { _ = try await queued(store, number) }
        let claims = try await withThrowingTaskGroup(of: [ClaimedJob].self) { group in
            for _ in 0..<20 { group.addTask { try await store.claim(limit: 5, now: .later) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claims.count == 60)
        #expect(Set(claims.map(\.job.id)).count == 60)
        #expect(claims.allSatisfy { $0.job.status == .running && $0.job.attempt == 1 })
        #expect(try await store.claim(limit: 5, now: .later).isEmpty)
    }

    @Test(arguments: Engine.all)
    func claimsByPriorityThenAge(engine: Engine) async throws {
        let store = try engine.open()
        for (number, priority) in [(1, 0), (2, 5), (3, 0), (4, 5), (5, -1)] {
            _ = try await queued(store, number, priority: priority)
        }
        let order = try await store.claim(limit: 10, now: .later).map(\.job.name)
        #expect(order == ["2.pdf", "4.pdf", "1.pdf", "3.pdf", "5.pdf"])
    }

    @Test(arguments: Engine.all)
    func completesUnderItsFenceOnce(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        let fence = try await claimed(store).fence
        let progress = Job.Pages(total: 9, done: 4, failed: 1)
        #expect(try await store.progressed(fence, mediaType: "application/pdf", pages: progress))
        #expect(try await store.job(job.id)?.pages == .init(total: 9, done: 4, failed: 1))
        let end = Job.Pages(total: 9, done: 8, failed: 1)
        #expect(try await store.complete(fence, mediaType: "application/pdf", pages: end))
        #expect(try await !store.complete(fence, mediaType: "application/pdf", pages: .init(total: 9, done: 9)))
        let found = try #require(try await store.job(job.id))
        #expect(found.status == .completed)
        #expect(found.pages == .init(total: 9, done: 8, failed: 1))
        #expect(found.mediaType == "application/pdf")
        #expect(found.finishedAt != nil)
        #expect(try await kinds(store, job.id) == ["queued", "running", "completed"])
    }

    @Test(arguments: Engine.all)
    func turnsAStaleAttemptAway(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        let stale = try await claimed(store).fence
        #expect(try await store.recover().map(\.job.id) == [job.id])
        let fresh = try await claimed(store).fence
        #expect(fresh.token > stale.token)
        let pages = Job.Pages(total: 1, done: 1)
        #expect(try await !store.complete(stale, mediaType: "application/pdf", pages: pages))
        #expect(try await !store.fail(stale, Self.failure))
        #expect(try await !store.retryLater(stale, Self.failure, at: .later))
        #expect(try await !store.progressed(stale, mediaType: "application/pdf", pages: pages))
        #expect(try await !store.release(stale))
        #expect(try await !store.postpone(stale, Self.failure, until: .later))
        #expect(try await store.complete(fresh, mediaType: "application/pdf", pages: pages))
        #expect(try await store.job(job.id)?.attempt == 2)
    }

    @Test(arguments: Engine.all)
    func triesAgainWhenItIsTime(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        let due = Date().addingTimeInterval(500)
        #expect(try await store.retryLater(claimed(store).fence, Self.failure, at: due))
        let waiting = try #require(try await store.job(job.id))
        #expect(waiting.status == .retrying)
        #expect(waiting.error == Self.failure)
        #expect(abs(try #require(try await store.nextRetry()).timeIntervalSince(due)) < 0.01)
        #expect(try await store.claim(limit: 1, now: Date()).isEmpty)
        let again = try #require(try await store.claim(limit: 1, now: due.addingTimeInterval(1)).first)
        #expect(again.job.attempt == 2)
        #expect(try await store.nextRetry() == nil)
    }

    @Test(arguments: Engine.all)
    func nothingWaitsForAClockThatWasSetBack(engine: Engine) async throws {
        let store = try engine.open()
        let yesterday = Date() - 86400
        _ = try await queued(store)
        let first = try #require(try await store.claim(limit: 1, now: yesterday).first)
        #expect(try await store.retryLater(first.fence, Self.failure, at: Date() + 5))
        #expect(try await store.claim(limit: 1, now: Date()).isEmpty)
        #expect(try await store.claim(limit: 1, now: yesterday).count == 1)
    }

    @Test(arguments: Engine.all)
    func startsANewSeriesAfterAnOperatorsRetry(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        #expect(try await !store.retry(job.id))
        #expect(try await store.fail(claimed(store).fence, Self.failure))
        #expect(try await store.retry(job.id))
        let found = try #require(try await store.job(job.id))
        #expect(found.status == .queued)
        #expect(found.attempt == 0)
        #expect(found.error == nil)
        #expect(found.finishedAt == nil)
        #expect(try await claimed(store).job.attempt == 1)
        #expect(try await kinds(store, job.id) == ["queued", "running", "failed", "queued", "running"])
    }

    @Test(arguments: Engine.all)
    func cancelsWhatHasNotEnded(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        let fence = try await claimed(store).fence
        #expect(try await store.cancel(job.id))
        #expect(try await !store.cancel(job.id))
        #expect(try await !store.complete(fence, mediaType: "application/pdf", pages: .init(total: 1, done: 1)))
        #expect(try await store.job(job.id)?.status == .cancelled)
        #expect(try await store.claim(limit: 1, now: .later).isEmpty)
    }

    @Test(arguments: Engine.all)
    func givesAJobBackWithoutCountingTheAttempt(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        #expect(try await store.release(claimed(store).fence))
        #expect(try await store.job(job.id)?.attempt == 0)
        #expect(try await claimed(store).job.attempt == 1)
    }

    @Test(arguments: Engine.all)
    func putsAJobOffWithoutCountingTheAttempt(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        let due = Date().addingTimeInterval(30)
        let failure = Failure(.diskFull, "no space")
        for _ in 1...5 {
            #expect(try await store.postpone(claimed(store).fence, failure, until: due))
            let waiting = try #require(try await store.job(job.id))
            #expect(waiting.status == .retrying && waiting.attempt == 0 && waiting.error == failure)
        }
        #expect(try await store.claim(limit: 1, now: Date()).isEmpty)
        #expect(try await store.nextRetry() != nil)
        let claimed = try await claimed(store)
        #expect(try await store.complete(claimed.fence, mediaType: "application/pdf", pages: .init(total: 1, done: 1)))
        #expect(try await store.job(job.id)?.error == nil)
    }

    @Test(arguments: Engine.all)
    func restoresEndedJobsAndLeavesKnownOnesAlone(engine: Engine) async throws {
        let store = try engine.open()
        let known = try await queued(store)
        let manifest = #"""
            {"name":"a.pdf","mediaType":"application/pdf","pages":{"total":9,"done":8,"failed":1},"attempt":2,
             "document":{"bytes":7,"sha256":"\#(String(repeating: "a", count: 64))"},
             "options":{"outputs":["text"],"pages":"1-9","dpi":72,"priority":5},
             "createdAt":"2026-01-02T03:04:05.000Z","startedAt":"2026-01-02T03:04:06.000Z",
             "finishedAt":"2026-01-02T03:04:07.000Z"}
            """#
        let ended = [known.id, NewJob.sample(2).id].map {
            StoredJob(published: $0, time: .distantPast, manifest: Array(manifest.utf8))
        }
        #expect(try await store.unrecorded(among: ended.map(\.job.id)) == [ended[1].job.id])
        #expect(try await store.restore(ended) == 1)
        #expect(try await store.restore(ended) == 0)
        #expect(try await store.job(known.id)?.status == .queued)
        #expect(try await store.job(ended[1].job.id) == ended[1].job)
        #expect(ended[1].job.pages == .init(total: 9, done: 8, failed: 1))
        #expect(ended[1].job.attempt == 2 && ended[1].job.priority == 5)
        #expect(try await kinds(store, ended[1].job.id) == ["completed"])
    }

    @Test(arguments: Engine.all)
    func restoresWhatCanBeReadOfBrokenFolders(engine: Engine) async throws {
        let store = try engine.open()
        let nonsense = #"""
            {"document":{"bytes":-1,"sha256":"short"},"pages":{"total":-3,"done":-1,"failed":0},"attempt":-1}
            """#
        let jobs = [
            StoredJob(published: NewJob.sample(1).id, time: .later, manifest: Array(nonsense.utf8)),
            StoredJob(published: NewJob.sample(2).id, time: .later, manifest: Array("rubbish".utf8)),
            StoredJob(published: NewJob.sample(3).id, time: .later, manifest: nil),
            StoredJob(setAside: NewJob.sample(4).id, time: .later, request: [0], reason: [0], defaults: .standard),
            StoredJob(setAside: NewJob.sample(5).id, time: .later, request: nil, reason: nil, defaults: .standard),
        ]
        #expect(try await store.restore(jobs) == 5)
        #expect(try await store.counts() == [.completed: 3, .failed: 2])
        #expect(try await store.jobs(JobQuery()).allSatisfy { $0.name == "document" })
    }

    @Test(arguments: Engine.all)
    func refusesANewJobWithItsReason(engine: Engine) async throws {
        let store = try engine.open()
        let job = NewJob.sample(1)
        let failure = Failure(.unsafeFile, "a link")
        #expect(try await store.refuse(job, failure))
        #expect(try await !store.refuse(job, failure))
        let found = try #require(try await store.job(job.id))
        #expect(found.status == .failed)
        #expect(found.error == failure)
        #expect(try await store.events(after: 0, job: job.id, limit: 9).map(\.reason) == ["unsafe_file"])
    }

    @Test(arguments: Engine.all)
    func deletesARecordAndKeepsItsHistory(engine: Engine) async throws {
        let store = try engine.open()
        let job = try await queued(store)
        #expect(try await store.delete(job.id))
        #expect(try await !store.delete(job.id))
        #expect(try await store.job(job.id) == nil)
        #expect(try await kinds(store, job.id) == ["queued", "deleted"])
    }

    @Test(arguments: Engine.all)
    func deletesWhatHasEndedJustSo(engine: Engine) async throws {
        let store = try engine.open()
        for number in 1...3 { _ = try await queued(store, number) }
        for number in [2, 1] { #expect(try await store.cancel(NewJob.sample(number).id)) }
        let ended = try await store.ended([.cancelled, .failed], before: nil, limit: 10)
        #expect(Set(ended.map(\.name)) == ["1.pdf", "2.pdf"])
        #expect(ended.map(\.finishedAt) == ended.map(\.finishedAt).sorted { ($0 ?? .now) < ($1 ?? .now) })
        #expect(try await store.ended([.cancelled], before: nil, limit: 1).count == 1)
        #expect(try await store.ended([.completed], before: nil, limit: 10).isEmpty)
        #expect(try await store.ended([.cancelled], before: .distantPast, limit: 10).isEmpty)

        var elsewhen = try #require(ended.first)
        elsewhen.finishedAt = elsewhen.finishedAt.map { $0 - 1 }
        let waiting = try #require(try await store.job(NewJob.sample(3).id))
        #expect(try await store.delete(ended: [elsewhen, waiting]).isEmpty)
        #expect(try await Set(store.delete(ended: ended)) == Set(ended.map(\.id)))
        #expect(try await store.delete(ended: ended).isEmpty)
        #expect(try await store.counts() == [.queued: 1])
        #expect(try await kinds(store, ended[0].id).last == "deleted")
    }

    @Test(arguments: Engine.all)
    func forgetsOldEventsAndCountsOn(engine: Engine) async throws {
        let store = try engine.open()
        let waiting = try await queued(store, 1)
        for number in 2...4 {
            let job = try await queued(store, number)
            #expect(try await store.cancel(job.id))
        }
        let all = try await store.events(after: 0, job: nil, limit: 100)
        #expect(try await store.pruneEvents(before: .distantPast) == 0)
        #expect(try await store.pruneEvents(before: .later) == all.count - 1)
        #expect(try await store.events(after: 0, job: nil, limit: 100).map(\.job) == [waiting.id])
        #expect(try await store.cancel(waiting.id))
        #expect(try await store.pruneEvents(before: .later) == 2)
        _ = try await queued(store, 5)
        let numbers = try await store.events(after: 0, job: nil, limit: 100).map(\.number)
        #expect(numbers.allSatisfy { $0 > (all.last?.number ?? 0) + 1 } && numbers.count == 1)
    }

    @Test(arguments: Engine.all)
    func believesTheFoldersWhereTheySayMore(engine: Engine) async throws {
        let store = try engine.open()
        let first = try await queued(store, 1)
        #expect(try await store.settle(first.id, mediaType: "application/pdf", pages: .init(total: 3, done: 3)))
        #expect(try await store.job(first.id)?.status == .completed)
        #expect(try await !store.settle(first.id, mediaType: "application/pdf", pages: .init(total: 3, done: 3)))
        let second = try await queued(store, 2)
        #expect(try await store.abandon(second.id, Self.failure))
        #expect(try await store.job(second.id)?.error == Self.failure)
        #expect(try await !store.abandon(first.id, Self.failure))
    }

    @Test(arguments: Engine.all)
    func listsNewestFirstPageByPage(engine: Engine) async throws {
        let store = try engine.open()
        for number in 1...25 { _ = try await queued(store, number) }
        var names: [String] = []
        var query = JobQuery(limit: 10)
        repeat {
            let page = try await store.jobs(query)
            names += page.map(\.name)
            query.cursor = page.last.map(JobCursor.init(after:))
        } while query.cursor != nil
        #expect(names == (1...25).reversed().map { "\($0).pdf" })
        #expect(try await store.jobs(JobQuery(name: "5.PDF")).map(\.name) == ["25.pdf", "15.pdf", "5.pdf"])
        _ = try await claimed(store)
        #expect(try await store.jobs(JobQuery(state: .running)).map(\.name) == ["1.pdf"])
        #expect(try await store.counts() == [.queued: 24, .running: 1])
    }

    @Test(arguments: Engine.all)
    func numbersEventsUpward(engine: Engine) async throws {
        let store = try engine.open()
        for number in 1...5 { _ = try await queued(store, number) }
        let all = try await store.events(after: 0, job: nil, limit: 100)
        #expect(all.count == 5)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.number < $1.number })
        #expect(try await store.events(after: all[2].number, job: nil, limit: 1).map(\.number) == [all[3].number])
    }

    @Test(arguments: Engine.all)
    func aFailedChangeLeavesItsNeighboursAlone(engine: Engine) async throws {
        let store = try engine.open()
        var bad = NewJob.sample(99)
        bad.id = "too short"
        let broken = bad
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 1...20 { group.addTask { (try? await store.enqueue(.sample(number))) == true } }
            group.addTask { (try? await store.enqueue(broken)) == true }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 20)
        #expect(try await store.counts() == [.queued: 20])
    }
}

extension Date {
    /// A time at which every queued job is due.
    static var later: Date { Date().addingTimeInterval(60) }
}

extension NewJob {
    static func sample(_ number: Int, priority: Int = 0) -> NewJob {
        let digits = String(number)
        let id = "00000000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        return NewJob(
            id: id,
            name: "\(number).pdf",
            bytes: 1000,
            sha256: String(repeating: "a", count: 64),
            options: JobOptions(outputs: [.metadata, .text], priority: priority),
            createdAt: Date(timeIntervalSince1970: 1_700_000_000 + Double(number))
        )
    }
}
