// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Testing

@testable import Worker

/// Documents that other programs convert, or add to.
struct ExternalPlanTests {
    private static let office = ExternalConverter.sample("office", takes: ["application/msword"], makes: .pdf)
    private static let search = ExternalConverter.sample("search", takes: ["text/*", "audio/wav"], makes: .outputs)
    private let choice = ConverterChoice([Self.office, Self.search])
    private let first = FirstPages(of: .all, limit: 16)

    private func plan() -> JobPlan {
        let job = Job(id: "1", status: .running, name: "a.doc", outputs: [.text], createdAt: Date())
        let claimed = ClaimedJob(job: job, options: JobOptions(outputs: [.text]), fence: Fence(id: "1", token: 1))
        return JobPlan(claimed, converters: choice)
    }

    private func foreign(_ mediaType: String) -> StepOutcome {
        StepOutcome(ending: .done, foreignType: mediaType)
    }

    @Test func rendersThenInspectsWhatWasMade() throws {
        var plan = plan()
        _ = plan.next()
        #expect(plan.ended(.inspect(first), foreign("application/msword")) == .goOn)
        let run = try #require(choice.rendering(of: "application/msword"))
        #expect(run.documentName == "document.doc")
        #expect(plan.next() == .external(run))
        #expect(plan.next() == nil)
        #expect(plan.ended(.external(run), StepOutcome(ending: .done)) == .goOn)
        #expect(plan.isRendered)
        #expect(plan.next() == .inspect(first))
        var outcome = StepOutcome.inspected(pages: 2, ended: 1...2)
        outcome.isAssembled = true
        #expect(plan.ended(.inspect(first), outcome) == .publish)
        #expect(plan.inspection?.mediaType == "application/msword" && plan.inspection?.pages == 2)
    }

    /// Its pages are a PDF's, whatever the document itself is; the next attempt knows it too.
    @Test func textThatWasRenderedHasAllOutputs() throws {
        let maker = ExternalConverter.sample("maker", takes: ["text/*"], makes: .pdf)
        let job = Job(id: "1", status: .running, name: "a.md", outputs: [.text, .html], createdAt: Date())
        let options = JobOptions(outputs: [.text, .html])
        let claimed = ClaimedJob(job: job, options: options, fence: Fence(id: "1", token: 1))
        var plan = JobPlan(claimed, converters: ConverterChoice([maker]))
        _ = plan.next()
        _ = plan.ended(.inspect(first), foreign("text/markdown"))
        let next = plan.next()
        _ = plan.ended(try #require(next), StepOutcome(ending: .done))
        _ = plan.next()
        _ = plan.ended(.inspect(first), .inspected(pages: 2, ended: 1...1))
        #expect(plan.outputs == [.text, .html])

        var again = JobPlan(claimed, converters: ConverterChoice([maker]))
        _ = again.next()
        _ = again.ended(
            .inspect(first),
            StepOutcome(ending: .done, inspection: plan.inspection, isRemembered: true, endedPages: [1])
        )
        #expect(again.outputs == [.text, .html] && again.inspection?.isText == false)
        #expect(again.isRendered && again.foreignType == "text/markdown", "the next attempt knows it too")
    }

    @Test func failsAsTheProgramDoes() throws {
        var plan = plan()
        _ = plan.next()
        _ = plan.ended(.inspect(first), foreign("application/msword"))
        let run = try #require(choice.rendering(of: "application/msword"))
        _ = plan.next()
        let timeout = Failure(.timeout, "too long")
        #expect(plan.ended(.external(run), StepOutcome(ending: .killed(timeout))) == .fail(timeout))
    }

    @Test func runsAgainWhereTheConverterDiedAroundIt() throws {
        var plan = plan()
        _ = plan.next()
        _ = plan.ended(.inspect(first), foreign("application/msword"))
        let next = plan.next()
        let step = try #require(next)
        #expect(plan.ended(step, StepOutcome(ending: .lost)) == .goOn)
        #expect(plan.next() == step)
    }

    @Test func addsToWhatIsAssembled() throws {
        var plan = plan()
        _ = plan.next()
        var outcome = StepOutcome.inspected(pages: 1, ended: 1...1)
        outcome.inspection?.mediaType = "text/plain"
        outcome.isAssembled = true
        #expect(plan.ended(.inspect(first), outcome) == .goOn)
        let run = try #require(choice.additions(to: "text/plain").first)
        #expect(plan.next() == .external(run))
        #expect(plan.ended(.external(run), StepOutcome(ending: .done)) == .publish)
    }

    @Test func publishesWhatAnotherProgramAloneCanMake() throws {
        var plan = plan()
        _ = plan.next()
        #expect(plan.ended(.inspect(first), foreign("audio/wav")) == .goOn)
        let run = try #require(choice.additions(to: "audio/wav").first)
        #expect(plan.next() == .external(run))
        #expect(plan.ended(.external(run), StepOutcome(ending: .done, addedFiles: ["words.txt"])) == .publish)
        #expect(plan.outputs.isEmpty && plan.addedFiles == ["words.txt"])
        #expect(plan.pages == Job.Pages(total: 1, done: 1, failed: 0))
    }

    @Test func refusesWhatNobodyTakes() {
        var plan = plan()
        _ = plan.next()
        guard case .fail(let failure) = plan.ended(.inspect(first), foreign("image/x-odd")) else {
            Issue.record("it goes on")
            return
        }
        #expect(failure.code == .unsupportedType)
    }
}

extension ExternalConverter {
    static func sample(_ name: String, takes: [String], makes: Product) -> ExternalConverter {
        ExternalConverter(
            name: name,
            command: ["/bin/true"],
            takes: takes,
            makes: makes,
            seconds: 10,
            memory: 1 << 30,
            absence: "not there"
        )
    }
}
