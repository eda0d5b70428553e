// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Testing

@testable import Worker

/// What a job's record says of its pages while it runs.
struct JobProgressTests {
    private func record(_ reports: [PageReport]) -> (mediaType: String, pages: Job.Pages)? {
        var progress = JobProgress(of: .all)
        for report in reports { _ = progress.note(report) }
        return progress.record
    }

    @Test func countsThePagesOfAPDF() throws {
        let inspection = Inspection(mediaType: "application/pdf", pages: 5)
        let known = try #require(record([.inspected(inspection), .ended(page: 1), .ended(page: 2)]))
        #expect(known.mediaType == "application/pdf")
        #expect(known.pages == Job.Pages(total: 5, done: 2, failed: 0))
    }

    @Test func takesAnotherProgramsWordForItsOwnType() throws {
        let told: [PageReport] = [.foreign(mediaType: "x/y"), .external(.pages(3)), .external(.page(2))]
        let known = try #require(record(told))
        #expect(known.mediaType == "x/y")
        #expect(known.pages == Job.Pages(total: 3, done: 2, failed: 0))
    }

    @Test func believesNoMorePagesThanThereAre() throws {
        let known = try #require(
            record([.foreign(mediaType: "x/y"), .external(.pages(3)), .external(.page(9))])
        )
        #expect(known.pages.done == 3)
    }

    @Test func countsThePagesOfTheMadePDFOnceTheyAreKnown() throws {
        let inspection = Inspection(mediaType: "application/pdf", pages: 2)
        let known = try #require(
            record([.foreign(mediaType: "x/y"), .external(.pages(9)), .inspected(inspection), .ended(page: 1)])
        )
        #expect(known.mediaType == "x/y")
        #expect(known.pages == Job.Pages(total: 2, done: 1, failed: 0))
    }

    @Test func knowsNothingOfWhatSaysNothing() {
        #expect(record([.foreign(mediaType: "x/y"), .external(.message("words"))]) == nil)
    }
}
