// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging

/// The jobs in hand, and whose turn it is. Claims more from the store when short documents run low.
actor Dispatcher {
    /// One step of one job, to be run in one child.
    struct Turn: Sendable {
        let claimed: ClaimedJob
        let step: ConversionStep
        /// Whether the document has become a PDF, which is what is inspected now.
        let isRendered: Bool
        /// Of the document where it had to become a PDF.
        let foreignType: String?
        /// What it makes, as far as the document's type is known.
        let outputs: Set<OutputKind>
        /// The document's type where it is known to be text that passes through.
        let textType: String?
        /// Of the document's time, what its earlier children have left.
        let secondsLeft: Double
    }

    private struct Entry {
        var plan: JobPlan
        let arrival: UInt64
        var lastTurn: UInt64 = 0
        /// Seconds that its children ran.
        var seconds: Double = 0
        /// Steps and publication that still touch its folders.
        var holders = 0
        /// Its children have done all that they can do.
        var isPublishing = false
        var isWithdrawn = false
    }

    /// Most jobs in hand at once. Far more than take turns: nobody knows before whether a document is a letter or a book,
    /// and books that are in hand already must not keep letters out.
    static let largestWindow = 1024

    private static let stopInterval = Duration.milliseconds(20)

    private let store: any JobStore
    private let limits: DocumentLimits
    private let converters: ConverterChoice
    private let logger: Logger
    private var entries: [String: Entry] = [:]
    private var order = TurnOrder()
    private var freeSlots: Int
    private let slots: Int
    private var clock: UInt64 = 0
    private var mayHaveMore = true
    private var claiming: Task<Void, Never>?
    private var isStopping = false
    private var isPaused = false
    private var sleeper: CheckedContinuation<Void, Never>?

    init(store: any JobStore, slots: Int, limits: DocumentLimits, converters: ConverterChoice, logger: Logger) {
        self.store = store
        self.slots = slots
        freeSlots = slots
        self.limits = limits
        self.converters = converters
        self.logger = logger
    }

    // MARK: Turns

    /// Waits for a free slot and a step to do; nil when the worker stops.
    func next() async -> Turn? {
        while !isStopping {
            if freeSlots > 0, !isPaused {
                claimMore()
                if let turn = take() { return turn }
            }
            if !isStopping { await sleep() }
        }
        return nil
    }

    private func take() -> Turn? {
        let candidates = entries.values.filter { !$0.isWithdrawn && $0.plan.hasNext }.map { entry in
            TurnOrder.Candidate(
                id: entry.plan.claimed.fence.id,
                priority: entry.plan.claimed.options.priority,
                servedPages: entry.plan.servedPages,
                arrival: entry.arrival,
                lastTurn: entry.lastTurn
            )
        }
        guard !isStopping, !isPaused, let chosen = order.choose(among: candidates), var entry = entries[chosen.id],
            let step = entry.plan.next()
        else { return nil }
        clock += 1
        entry.lastTurn = clock
        entry.holders += 1
        entries[chosen.id] = entry
        freeSlots -= 1
        return Turn(
            claimed: entry.plan.claimed,
            step: step,
            isRendered: entry.plan.isRendered,
            foreignType: entry.plan.foreignType,
            outputs: entry.plan.outputs,
            textType: entry.plan.inspection.flatMap { $0.isText ? $0.mediaType : nil },
            secondsLeft: limits.documentSeconds - entry.seconds
        )
    }

    /// Asks the store while those in hand go on: a slot that waited for the disk would stand idle.
    private func claimMore() {
        let room = room
        guard mayHaveMore, claiming == nil, room > 0, !isStopping, !isPaused else { return }
        mayHaveMore = false
        claiming = Task { await claim(room) }
    }

    private func claim(_ room: Int) async {
        do {
            let claimed = try await store.claim(limit: room, now: Date())
            if claimed.count == room { mayHaveMore = true }
            for job in claimed { admit(job) }
        } catch {
            logger.error("claiming jobs failed; trying again soon", metadata: ["error": "\(error)"])
            Task {
                try await Task.sleep(for: .seconds(1))
                moreWork()
            }
        }
        claiming = nil
        wake()
    }

    /// How many more jobs to take in hand: enough short ones for every slot, and a bounded number in all.
    private var room: Int {
        let short = entries.values.count {
            !$0.isWithdrawn && !$0.isPublishing && $0.plan.servedPages < TurnOrder.shortPages
        }
        return min(2 * slots - short, Self.largestWindow - entries.count)
    }

    private func admit(_ job: ClaimedJob) {
        clock += 1
        entries[job.fence.id] = Entry(plan: JobPlan(job, converters: converters), arrival: clock)
    }

    // MARK: News

    /// New jobs are in the store, or one is due again.
    func moreWork() {
        mayHaveMore = true
        wake()
    }

    /// A child has ended: its slot is free, its plan goes on. Nil where the job is given back.
    func ended(_ turn: Turn, _ outcome: StepOutcome) -> (consequence: JobPlan.Consequence, plan: JobPlan)? {
        freeSlots += 1
        defer { wake() }
        guard var entry = entry(of: turn.claimed) else { return nil }
        // The worker itself has ended it. The job stays in hand, to be given back with the others.
        if isStopping, outcome.ending == .lost { return nil }
        entry.seconds += outcome.seconds
        var consequence = entry.plan.ended(turn.step, outcome)
        if entry.seconds >= limits.documentSeconds, consequence != .publish {
            let seconds = Int(limits.documentSeconds)
            let message = "The document took more than \(seconds) s of its converters' time (document-timeout)."
            consequence = .fail(Failure(.timeout, message))
        }
        let isWithdrawn = entry.isWithdrawn
        switch consequence {
        case .goOn: break
        case .publish: entry.isPublishing = true
        // At once: the slot that is free now would begin the failed step again.
        case .fail: entry.isWithdrawn = true
        }
        entries[turn.claimed.fence.id] = entry
        return isWithdrawn ? nil : (consequence, entry.plan)
    }

    /// No step of this job starts any more.
    func close(_ claimed: ClaimedJob) {
        guard var entry = entry(of: claimed) else { return }
        entry.isWithdrawn = true
        entries[claimed.fence.id] = entry
    }

    /// The holder of a turn is through with the job's folders.
    func letGo(_ turn: Turn) {
        guard var entry = entry(of: turn.claimed) else { return }
        entry.holders -= 1
        entries[turn.claimed.fence.id] = entry
        forgetIfIdle(turn.claimed.fence.id)
        wake()
    }

    // MARK: Withdrawing

    func isInHand(_ id: String) -> Bool { entries[id] != nil }

    /// Whether steps of this job run, or its results are published, and no other's.
    func isAloneAtWork(_ id: String) -> Bool { entries.filter { $0.value.holders > 0 }.map(\.key) == [id] }

    /// Starts no more steps of the job and returns when none is running; `stop` ends those that are.
    /// - Parameter holders: how many turns at it the caller holds.
    func withdraw(_ id: String, holders: Int = 0, stop: @Sendable () async -> Void) async {
        // It may be among those that are being claimed.
        await claiming?.value
        guard entries[id] != nil else { return }
        entries[id]?.isWithdrawn = true
        await stop()
        // A step that was handed out may have been about to start: `stop` ends it the next time.
        while let entry = entries[id], entry.holders > holders {
            try? await Task.sleep(for: Self.stopInterval)
            await stop()
        }
        forgetIfIdle(id)
    }

    /// Hands out no turns until `resume`, and answers the jobs in hand.
    func pause() async -> [ClaimedJob] {
        isPaused = true
        await claiming?.value
        return entries.values.map(\.plan.claimed)
    }

    func resume() {
        isPaused = false
        moreWork()
    }

    /// Stops handing out turns and answers the jobs in hand.
    func stop() async -> [ClaimedJob] {
        isStopping = true
        wake()
        await claiming?.value
        return entries.values.map(\.plan.claimed)
    }

    private func forgetIfIdle(_ id: String) {
        guard let entry = entries[id], entry.isWithdrawn, entry.holders == 0 else { return }
        entries[id] = nil
    }

    private func entry(of claimed: ClaimedJob) -> Entry? {
        guard let entry = entries[claimed.fence.id], entry.plan.claimed.fence == claimed.fence else { return nil }
        return entry
    }

    // MARK: Waiting

    private func sleep() async { await withCheckedContinuation { sleeper = $0 } }

    private func wake() {
        sleeper?.resume()
        sleeper = nil
    }
}
