// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Jobs
import Testing

@testable import CommandLineTool

struct ProgressTests {
    private let start = Date(timeIntervalSince1970: 1_700_000_000)

    private func job(_ status: JobState, pages: Job.Pages? = nil) -> Job {
        Job(
            id: "id",
            status: status,
            name: "report.pdf",
            pages: pages,
            outputs: [.text],
            createdAt: start,
            startedAt: start
        )
    }

    @Test func showsPagesAndTimeLeft() {
        let progress = Progress(
            [job(.running, pages: .init(total: 120, done: 30))],
            of: 1,
            now: start.addingTimeInterval(10)
        )
        #expect(progress.text == "report.pdf  [######------------------] 30/120 pages  30 s left")
    }

    @Test func countsFailedPagesAsSettled() {
        let text = Progress([job(.running, pages: .init(total: 4, done: 1, failed: 1))], of: 1, now: start).text
        #expect(text?.contains("2/4 pages") == true)
    }

    @Test func saysThatAJobWaits() {
        #expect(Progress([job(.queued)], of: 1, now: start).text == "report.pdf  waiting")
    }

    @Test func sumsUpSeveralJobs() {
        let jobs = [job(.completed, pages: .init(total: 10, done: 10)), job(.queued)]
        #expect(Progress(jobs, of: 2, now: start).text == "1 of 2 documents  [########################] 10/10 pages")
    }

    @Test func saysNothingAtTheEnd() {
        #expect(Progress([job(.failed)], of: 1, now: start).text == nil)
    }
}
