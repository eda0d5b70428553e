// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Jobs
import Spool

/// What goes on in a shared folder, in numbers.
struct Statistics: Encodable {
    struct Waiting: Encodable {
        let id: String
        let name: String
        let createdAt: Date
        let seconds: Double
    }

    /// Every state, those without jobs too.
    let jobs: [String: Int]
    /// Entries of the inbox that no worker has taken in yet.
    let inbox: Int
    /// How many jobs ended so within the last hour.
    let lastHour: [String: Int]
    let oldestWaiting: Waiting?
    let resultBytes: Int64
    /// Of failed and cancelled jobs.
    let quarantineBytes: Int64
    let workerActive: Bool
    /// Why the worker is paused.
    let workerPaused: String?

    init(of site: Site, now: Date) async throws {
        let records = site.records
        let counts = try await records.read { try await $0.counts() } ?? [:]
        jobs = Self.named(JobState.allCases, counts)
        inbox = try site.spool.inbox.entries().filter { !$0.hasPrefix(".") }.count
        let endings = try await records.read { try await $0.endings(since: now.addingTimeInterval(-3600)) } ?? [:]
        lastHour = Self.named(JobState.allCases.filter(\.isTerminal), endings)
        let unrecorded = try site.spool.waitingIDs().compactMap {
            (try? site.spool.unrecordedJob($0, defaults: records.defaults)) ?? nil
        }
        let recorded = try await records.read { try await $0.oldestWaiting() }
        oldestWaiting = (unrecorded + [recorded].compactMap { $0 }).min { $0.createdAt < $1.createdAt }.map { job in
            Waiting(
                id: job.id,
                name: job.name,
                createdAt: job.createdAt,
                seconds: max(0, now.timeIntervalSince(job.createdAt))
            )
        }
        resultBytes = try site.spool.results.bytesBelow()
        quarantineBytes = try site.spool.quarantine.bytesBelow()
        let worker = site.worker
        workerActive = worker.isAlive
        workerPaused = worker.pauseReason
    }

    var facts: FactList {
        var facts = FactList()
        for state in JobState.allCases { facts.add(state.rawValue, jobs[state.rawValue].map { "\($0)" }) }
        facts.add("in the inbox", "\(inbox)")
        let hour = JobState.allCases.compactMap { state in lastHour[state.rawValue].map { "\($0) \(state.rawValue)" } }
        facts.add("last hour", hour.joined(separator: ", "))
        facts.add(
            "oldest waiting",
            oldestWaiting.map { "\(Quantity.seconds($0.seconds))  \($0.name)  \($0.id)" } ?? "none"
        )
        facts.add("results", Quantity.bytes(resultBytes))
        facts.add("quarantine", Quantity.bytes(quarantineBytes))
        facts.add("worker", workerActive ? workerPaused.map { "paused: \($0)" } ?? "active" : "none is active")
        return facts
    }

    private static func named(_ states: [JobState], _ counts: [JobState: Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: states.map { ($0.rawValue, counts[$0] ?? 0) })
    }
}
