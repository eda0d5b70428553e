// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Testing

@testable import Worker

struct JobPlanTests {
    @Test func walksFromInspectionToPublication() {
        var plan = JobPlan.sample()
        #expect(plan.next() == .inspect)
        #expect(plan.next() == nil)
        #expect(plan.ended(.inspect, .inspected(pages: 20)) == .goOn)

        #expect(plan.next() == .slice(PageRange(1, 16)))
        #expect(plan.next() == .slice(PageRange(17, 20)))
        #expect(plan.next() == nil)
        #expect(plan.ended(.slice(PageRange(17, 20)), .pages(17...20)) == .goOn)
        #expect(plan.ended(.slice(PageRange(1, 16)), .pages(1...16)) == .goOn)

        let assemble = ConversionStep.assemble(AssemblePlan(pages: [PageRange(1, 20)], failedPages: []))
        #expect(plan.next() == assemble)
        #expect(plan.ended(assemble, StepOutcome(ending: .done)) == .publish)
        #expect(plan.pages == Job.Pages(total: 20, done: 20, failed: 0))
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

    @Test func goesOnWhereTheLastAttemptStopped() {
        var plan = JobPlan.sample()
        _ = plan.next()
        var outcome = StepOutcome.inspected(pages: 20)
        outcome.endedPages = Set(1...16)
        #expect(plan.ended(.inspect, outcome) == .goOn)
        #expect(plan.pages.done == 16)
        #expect(plan.next() == .slice(PageRange(17, 20)))
        #expect(plan.next() == nil)
    }

    @Test func assemblesAtOnceWhereNothingIsLeftToDo() {
        var plan = JobPlan.sample()
        _ = plan.next()
        var outcome = StepOutcome.inspected(pages: 2)
        outcome.endedPages = [1, 2]
        #expect(plan.ended(.inspect, outcome) == .goOn)
        #expect(plan.next() == .assemble(AssemblePlan(pages: [PageRange(1, 2)], failedPages: [])))
    }

    @Test func refusesASelectionOutsideTheDocument() throws {
        var plan = JobPlan.sample(pages: try PageSelection(parsing: "30-"))
        _ = plan.next()
        guard case .fail(let failure) = plan.ended(.inspect, .inspected(pages: 3)) else {
            Issue.record("it goes on")
            return
        }
        #expect(failure.code == .invalidRequest)
    }

    @Test func failsAsTheChildSays() {
        var plan = JobPlan.sample()
        _ = plan.next()
        let failure = Failure(.encrypted, "needs a password")
        #expect(plan.ended(.inspect, StepOutcome(ending: .failed(failure))) == .fail(failure))
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
        _ = plan.ended(.inspect, .inspected(pages: pages))
        return plan
    }
}

extension StepOutcome {
    static func inspected(pages: Int) -> StepOutcome {
        StepOutcome(ending: .done, inspection: Inspection(mediaType: "application/pdf", pages: pages))
    }

    static func pages(_ pages: ClosedRange<Int>?, ending: Ending = .done) -> StepOutcome {
        StepOutcome(ending: ending, endedPages: Set(pages.map(Array.init) ?? []))
    }
}
