// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc
import Testing

@testable import Worker

struct ChildWatchTests {
    private func watch(_ range: PageRange = PageRange(1, 4)) -> ChildWatch { watch(.slice(range)) }

    private func watch(_ step: ConversionStep) -> ChildWatch {
        let request = ConversionRequest(id: 1, step: step, outputs: [.text], dpi: 150, limits: Limits())
        return ChildWatch(job: "1", request: request, reports: -1, pageSeconds: 60, onPage: { _ in })
    }

    private func end(_ cause: ChildEnd.Cause) -> ChildEnd {
        ChildEnd(id: 1, cause: cause, userSeconds: 0, systemSeconds: 0, residentBytes: 0)
    }

    @Test(arguments: [
        (ChildEnd.Cause.signalled(SIGSEGV), FailureCode.crashed), (.signalled(SIGKILL), .crashed),
        (.signalled(SIGXCPU), .timeout), (.signalled(SIGXFSZ), .outputTooLarge),
        (.signalled(SIGSYS), .forbiddenSyscall),
        (.exited(ChildExit.outOfMemory), .memory), (.exited(99), .crashed),
    ])
    func namesWhyAChildDied(cause: ChildEnd.Cause, code: FailureCode) throws {
        var watch = watch()
        watch.ended(end(cause))
        guard case .killed(let failure) = watch.verdict.ending else {
            Issue.record("no reason given: \(watch.verdict.ending)")
            return
        }
        #expect(failure.code == code)
    }

    @Test func gathersReportsThatComeInPieces() throws {
        var watch = watch()
        let bytes = Array("{\"began\":{\"page\":1}}\n{\"ended\":{\"page\":1}}\n{\"began\":{\"page\":2}}\n".utf8)
        for byte in bytes { try watch.read([byte]) }
        watch.ended(end(.exited(0)))
        #expect(watch.verdict.endedPages == [1])
        #expect(watch.verdict.ending == .done)
    }

    @Test func countsNoPageThatIsNotOfItsSlice() throws {
        var watch = watch(PageRange(3, 4))
        try watch.read(Array("{\"ended\":{\"page\":1}}\n{\"ended\":{\"page\":3}}\n".utf8))
        #expect(watch.verdict.endedPages == [3])
    }

    @Test func countsNoPageBeyondTheFirstOnesOfAnInspection() throws {
        var watch = watch(.inspect(FirstPages(of: .all, limit: 2)))
        try watch.read(Array("{\"ended\":{\"page\":1}}\n{\"assembled\":{}}\n".utf8))
        #expect(watch.verdict.endedPages.isEmpty)
        #expect(!watch.verdict.isAssembled)
        try watch.read(Array("{\"inspected\":{\"_0\":{\"mediaType\":\"application/pdf\",\"pages\":9}}}\n".utf8))
        for page in 1...3 { try watch.read(Array("{\"ended\":{\"page\":\(page)}}\n".utf8)) }
        #expect(watch.verdict.endedPages == [1, 2])
    }

    @Test func refusesWhatIsNoReport() {
        var watch = watch()
        #expect(throws: Failure.self) { try watch.read(Array("rubbish\n".utf8)) }
        #expect(throws: Failure.self) { try watch.read([UInt8](repeating: 65, count: ChildWatch.longestLine + 1)) }
    }

    @Test func whatTheWorkerStoppedSaysWhatTheWorkerSaid() {
        var watch = watch()
        watch.stop(.killed(Failure(.timeout, "too long")))
        watch.ended(end(.signalled(SIGKILL)))
        #expect(watch.verdict.ending == .killed(Failure(.timeout, "too long")))
    }
}
