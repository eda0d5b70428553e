// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Spool
import Testing

@testable import CommandLineTool

struct OperatorRequestTests {
    @Test(arguments: JobState.allCases)
    func nothingThatHasEndedIsCancelled(status: JobState) {
        #expect((OperatorRequest.refusal(.cancel, status) != nil) == status.isTerminal)
    }

    @Test(arguments: JobState.allCases)
    func onlyFailedAndCancelledJobsAreRetried(status: JobState) {
        #expect((OperatorRequest.refusal(.retry, status) == nil) == [.failed, .cancelled].contains(status))
    }

    @Test(arguments: JobState.allCases)
    func everyJobCanBeDeleted(status: JobState) {
        #expect(OperatorRequest.refusal(.delete, status) == nil)
    }
}
