// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Testing

@testable import Worker

struct JobPlanTests {
    @Test func walksFromInspectionToPublication() {
        var plan = JobPlan.sample()
        #expect(plan.next() == .inspect(first))
        #expect(plan.next() == nil)
        #expect(plan.ended(.inspect(first), .inspected(pages: 36, ended: 1...16)) == .goOn)

        #expect(plan.next() == .slice(PageRange(17, 32)))
        #expect(plan.next() == .slice(PageRange(33, 36)))
        #expect(plan.next() == nil)
        #expect(plan.ended(.slice(PageRange(33, 36)), .pages(33...36)) == .goOn)
        #expect(plan.ended(.slice(PageRange(17, 32)), .pages(17...32)) == .goOn)

        let assemble = ConversionStep.assemble(AssemblePlan(pages: [PageRange(1, 36)], failedPages: []))
        #expect(plan.next() == assemble)
        #expect(plan.ended(assemble, StepOutcome(ending: .done)) == .publish)
        #expect(plan.pages == Job.Pages(total: 36, done: 36, failed: 0))
    }

    @Test func publishesAShortDocumentAfterOneChild() {
        var plan = JobPlan.sample()
        _ = plan.next()
        var outcome = StepOutcome.inspected(pages: 3, ended: 1...3)
        outcome.isAssembled = true
        #expect(plan.ended(.inspect(first), outcome) == .publish)
        #expect(plan.pages == Job.Pages(total: 3, done: 3, failed: 0))
    }

    @Test func triesThePageAloneThatWasBegunLastThoughOthersAreMissingToo() {
        var plan = JobPlan.sample()
        _ = plan.next()
        var outcome = StepOutcome(ending: .killed(Failure(.crashed, "died")))
        outcome.inspection = Inspection(mediaType: "application/pdf", pages: 9)
        outcome.lastPage = 4
        #expect(plan.ended(.inspect(first), outcome) == .goOn)
        #expect(plan.next() == .slice(PageRange(page: 4)))
        #expect(plan.next() == .slice(PageRange(1, 3)))
        #expect(plan.next() == .slice(PageRange(5, 9)))
    }

    @Test func triesThePageThatKilledTheFirstChildAlone() {
        var plan = JobPlan.sample()
        _ = plan.next()
        var outcome = StepOutcome.inspected(pages: 20, ended: 1...3)
        outcome.ending = .killed(Failure(.crashed, "died"))
        #expect(plan.ended(.inspect(first), outcome) == .goOn)
        #expect(plan.next() == .slice(PageRange(page: 4)))
        #expect(plan.next() == .slice(PageRange(5, 16)))
        #expect(plan.next() == .slice(PageRange(17, 20)))
    }

    @Test func inspectsAnewWhereTheConverterDiedBeforeItSaidAnything() {
        var plan = JobPlan.sample()
        _ = plan.next()
        #expect(plan.ended(.inspect(first), StepOutcome(ending: .lost)) == .goOn)
        #expect(plan.next() == .inspect(first))
    }

    @Test func doesFewPagesWithTheInspectionWhereTheyAreDrawn() {
        let options = JobOptions(outputs: [.images])
        let job = Job(id: "1", status: .running, name: "a.pdf", outputs: [.images], createdAt: Date())
        var plan = JobPlan(ClaimedJob(job: job, options: options, fence: Fence(id: "1", token: 1)))
        #expect(plan.next() == .inspect(FirstPages(of: .all, limit: 1)))
    }

    @Test func givesAChildMoreOfALongDocument() {
        var plan = JobPlan.sample(inspected: 320)
        #expect(plan.next() == .slice(PageRange(1, 20)))
        var longer = JobPlan.sample(inspected: 10_000)
        #expect(longer.next() == .slice(PageRange(1, 32)))
    }

    @Test func triesThePageThatKilledItsChildAlone() {
        var plan = JobPlan.sample(inspected: 10)
        #expect(plan.next() == .slice(PageRange(1, 10)))
        let crash = StepOutcome.pages(1...3, ending: .killed(Failure(.crashed, "died")))
        #expect(plan.ended(.slice(PageRange(1, 10)), crash) == .goOn)

        #expect(plan.next() == .slice(PageRange(page: 4)))
        #expect(plan.next() == .slice(PageRange(5, 10)))
        #expect(
            plan.ended(.slice(PageRange(page: 4)), .pages(nil, ending: .killed(Failure(.crashed, "died")))) == .goOn
        )
        #expect(plan.ended(.slice(PageRange(5, 10)), .pages(5...10)) == .goOn)

        #expect(plan.pages == Job.Pages(total: 10, done: 9, failed: 1))
        #expect(plan.failedPages[4]?.code == .crashed)
        #expect(plan.next() == .assemble(AssemblePlan(pages: [PageRange(1, 10)], failedPages: [4])))
    }

    @Test func givesPagesThatTakeLongAChildEach() {
        var plan = JobPlan.sample()
        _ = plan.next()
        var outcome = StepOutcome.inspected(pages: 4, ended: 1...1)
        outcome.deferredPages = [2, 4]
        outcome.failedPages = [3: Failure(.corrupt, "odd")]
        #expect(plan.ended(.inspect(first), outcome) == .goOn)
        #expect(plan.next() == .slice(PageRange(page: 2)))
        #expect(plan.next() == .slice(PageRange(page: 4)))
        #expect(plan.next() == nil)
        #expect(plan.ended(.slice(PageRange(page: 4)), .pages(4...4)) == .goOn)
        #expect(plan.ended(.slice(PageRange(page: 2)), .pages(2...2)) == .goOn)
        #expect(plan.pages == Job.Pages(total: 4, done: 3, failed: 1))
    }

    @Test func aPageThatIsPutOffForEverHasFailed() {
        var plan = JobPlan.sample(inspected: 2)
        #expect(plan.next() == .slice(PageRange(1, 2)))
        var outcome = StepOutcome.pages(1...1)
        outcome.deferredPages = [2]
        #expect(plan.ended(.slice(PageRange(1, 2)), outcome) == .goOn)
        #expect(plan.next() == .slice(PageRange(page: 2)))
        outcome.endedPages = []
        #expect(plan.ended(.slice(PageRange(page: 2)), outcome) == .goOn)
        #expect(plan.failedPages[2]?.code == .internal)
    }

    @Test func failsWhereEveryPageFails() {
        var plan = JobPlan.sample(inspected: 1)
        #expect(plan.next() == .slice(PageRange(page: 1)))
        let timeout = Failure(.timeout, "too long")
        #expect(plan.ended(.slice(PageRange(page: 1)), .pages(nil, ending: .killed(timeout))) == .fail(timeout))
    }

    @Test func doesASliceAgainWhoseConverterDied() {
        var plan = JobPlan.sample(inspected: 8)
        _ = plan.next()
        #expect(plan.ended(.slice(PageRange(1, 8)), .pages(1...2, ending: .lost)) == .goOn)
        #expect(plan.next() == .slice(PageRange(3, 8)))
        #expect(plan.failedPages.isEmpty)
    }

    @Test func holdsADocumentThatKillsTheConverterItselfToBeTheReason() {
        var plan = JobPlan.sample(inspected: 1)
        var consequence = JobPlan.Consequence.goOn
        for _ in 0...JobPlan.toleratedLosses {
            #expect(consequence == .goOn)
            #expect(plan.next() == .slice(PageRange(page: 1)))
            consequence = plan.ended(.slice(PageRange(page: 1)), .pages(nil, ending: .lost))
        }
        guard case .fail(let failure) = consequence else {
            Issue.record("it goes on for ever")
            return
        }
        #expect(failure.code == .crashed)
    }

    @Test func oneDeathOfTheConverterIsOneLossHoweverManySlicesItTakes() {
        var plan = JobPlan.sample(inspected: 96)
        for zygote in 1...UInt64(JobPlan.toleratedLosses) {
            let consequences = plan.loseAll(to: zygote)
            #expect(consequences.count > JobPlan.toleratedLosses)
            #expect(consequences.allSatisfy { $0 == .goOn })
        }
        guard case .fail(let failure)? = plan.loseAll(to: 99).first else {
            Issue.record("it goes on for ever")
            return
        }
        #expect(failure.code == .crashed)
    }

    @Test func aLateWordOfADeathThatWasCountedIsNoLoss() {
        var plan = JobPlan.sample(inspected: 32)
        let slices = [PageRange(1, 16), PageRange(17, 32)]
        for slice in slices { #expect(plan.next() == .slice(slice)) }
        #expect(plan.ended(.slice(slices[0]), .lost(with: 1)) == .goOn)
        for zygote in 2...UInt64(JobPlan.toleratedLosses) {
            #expect(plan.next() == .slice(slices[0]))
            #expect(plan.ended(.slice(slices[0]), .lost(with: zygote)) == .goOn)
        }
        #expect(plan.ended(.slice(slices[1]), .lost(with: 1)) == .goOn)
    }

    @Test func goesOnWhereTheLastAttemptStopped() {
        var plan = JobPlan.sample()
        _ = plan.next()
        #expect(plan.ended(.inspect(first), .remembered(pages: 20, ended: 1...16)) == .goOn)
        #expect(plan.pages.done == 16)
        #expect(plan.next() == .slice(PageRange(17, 20)))
        #expect(plan.next() == nil)
    }

    @Test func assemblesAtOnceWhereNothingIsLeftToDo() {
        var plan = JobPlan.sample()
        _ = plan.next()
        #expect(plan.ended(.inspect(first), .remembered(pages: 2, ended: 1...2)) == .goOn)
        #expect(plan.next() == .assemble(AssemblePlan(pages: [PageRange(1, 2)], failedPages: [])))
    }

    @Test func refusesASelectionOutsideTheDocument() throws {
        var plan = JobPlan.sample(pages: try PageSelection(parsing: "30-"))
        _ = plan.next()
        guard case .fail(let failure) = plan.ended(.inspect(first), .inspected(pages: 3, ended: nil)) else {
            Issue.record("it goes on")
            return
        }
        #expect(failure.code == .invalidRequest)
    }

    @Test func failsAsTheChildSays() {
        var plan = JobPlan.sample()
        _ = plan.next()
        let failure = Failure(.encrypted, "needs a password")
        #expect(plan.ended(.inspect(first), StepOutcome(ending: .failed(failure))) == .fail(failure))
    }
}

extension JobPlan {
    static func sample(pages: PageSelection = .all) -> JobPlan {
        let options = JobOptions(outputs: [.text], pages: pages)
        let job = Job(id: "1", status: .running, name: "a.pdf", outputs: [.text], createdAt: Date())
        return JobPlan(ClaimedJob(job: job, options: options, fence: Fence(id: "1", token: 1)))
    }

    static func sample(inspected pages: Int) -> JobPlan {
        var plan = sample()
        _ = plan.next()
        _ = plan.ended(.inspect(first), .remembered(pages: pages, ended: nil))
        return plan
    }

    /// Hands out all that there is, and loses all of it with one zygote.
    mutating func loseAll(to zygote: UInt64) -> [Consequence] {
        var steps: [ConversionStep] = []
        while let step = next() { steps.append(step) }
        return steps.map { ended($0, .lost(with: zygote)) }
    }
}

private let first = FirstPages(of: .all, limit: 16)

extension StepOutcome {
    static func inspected(pages: Int, ended: ClosedRange<Int>?) -> StepOutcome {
        var outcome = StepOutcome.pages(ended)
        outcome.inspection = Inspection(mediaType: "application/pdf", pages: pages)
        return outcome
    }

    static func remembered(pages: Int, ended: ClosedRange<Int>?) -> StepOutcome {
        var outcome = inspected(pages: pages, ended: ended)
        outcome.isRemembered = true
        return outcome
    }

    static func lost(with zygote: UInt64) -> StepOutcome { StepOutcome(ending: .lost, deadZygote: zygote) }

    static func pages(_ pages: ClosedRange<Int>?, ending: Ending = .done) -> StepOutcome {
        StepOutcome(ending: ending, endedPages: Set(pages.map(Array.init) ?? []))
    }
}
