// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Testing

@testable import Worker

struct ChildWatchTests {
    private func watch(_ range: PageRange = PageRange(1, 4)) -> ChildWatch { watch(.slice(range)) }

    private func watch(started: Double) -> ChildWatch { watch(.slice(PageRange(1, 4)), started: started) }

    private func watch(_ step: ConversionStep, started: Double = MonotonicClock.seconds) -> ChildWatch {
        let request = ConversionRequest(id: 1, step: step, outputs: [.text], dpi: 150, limits: Limits())
        return ChildWatch(job: "1", request: request, reports: -1, pageSeconds: 60, started: started) { _ in }
    }

    private func line(_ report: PageReport) throws -> [UInt8] {
        try Array(JSONEncoder().encode(report)) + [UInt8(ascii: "\n")]
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
        try watch.read(line(.inspected(Inspection(mediaType: "application/pdf", pages: 9))))
        for page in 1...3 { try watch.read(Array("{\"ended\":{\"page\":\(page)}}\n".utf8)) }
        #expect(watch.verdict.endedPages == [1, 2])
    }

    @Test(arguments: [
        (0, "application/pdf"), (-1, "application/pdf"), (Int.max, "application/pdf"), (10_001, "application/pdf"),
        (1, "application/pdf; x"), (1, "<script>"),
    ]) func refusesAnInspectionThatCantBe(pages: Int, mediaType: String) throws {
        var watch = watch(.inspect(FirstPages(of: .all, limit: 2)))
        let line = try line(.inspected(Inspection(mediaType: mediaType, pages: pages)))
        #expect(throws: Failure.self) { try watch.read(line) }
        #expect(watch.verdict.inspection == nil)
    }

    @Test func whatIsAssembledIsDoneHoweverItsChildEnds() throws {
        var watch = watch(.inspect(FirstPages(of: .all, limit: 2)))
        try watch.read(line(.inspected(Inspection(mediaType: "application/pdf", pages: 1))))
        try watch.read(Array("{\"ended\":{\"page\":1}}\n{\"assembled\":{}}\n".utf8))
        watch.ended(end(.signalled(SIGKILL)))
        #expect(watch.verdict.ending == .done)
    }

    /// 60 s for each of its four pages, for what comes before and for what comes after.
    @Test func reportsDoNotBuyTimeWithoutEnd() throws {
        let began = MonotonicClock.seconds
        var late = watch(.slice(PageRange(1, 4)), started: began - 1000)
        var early = watch(.slice(PageRange(1, 4)), started: began - 100)
        for number in [1, 1, 9] {
            try late.read(Array("{\"began\":{\"page\":\(number)}}\n".utf8))
            try early.read(Array("{\"began\":{\"page\":\(number)}}\n".utf8))
        }
        #expect(late.deadline == began - 1000 + 6 * 60)
        #expect(early.deadline >= began + 60)
    }

    /// A page begins once, and is through once; the rest is talk.
    @Test func sayingItAgainGivesAPageNoTime() throws {
        var watch = watch(.slice(PageRange(1, 2)))
        try watch.read(line(.began(page: 1)))
        let deadline = watch.deadline
        for _ in 1...3 { try watch.read(line(.began(page: 1))) }
        #expect(watch.deadline == deadline)
        try watch.read(line(.ended(page: 1)))
        let next = watch.deadline
        #expect(next > deadline)
        for report in [PageReport.ended(page: 1), .began(page: 1), .deferred(page: 1)] { try watch.read(line(report)) }
        #expect(watch.deadline == next)
    }

    @Test func countsWhatIsSaidFirstOfAPage() throws {
        var watch = watch()
        try watch.read(line(.ended(page: 1)) + line(.pageFailed(page: 1, Failure(.corrupt, "x"))))
        try watch.read(line(.pageFailed(page: 2, Failure(.corrupt, "x"))) + line(.ended(page: 2)))
        #expect(watch.verdict.endedPages == [1] && Set(watch.verdict.failedPages.keys) == [2])
    }

    @Test func stopsOneThatReportsWithoutEnd() throws {
        var watch = watch()
        let line = try line(.began(page: 1))
        let failure = #expect(throws: Failure.self) { while true { try watch.read(line) } }
        #expect(failure?.code == .internal)
    }

    /// The machine slept, or somebody stopped all of it.
    @Test func timeInWhichAllStoodStillIsNotItsTime() throws {
        var watch = watch(started: MonotonicClock.seconds - 1000)
        let deadline = watch.deadline
        watch.pass(over: 1000)
        #expect(watch.deadline == deadline + 1000)
        for _ in 1...100 { watch.pass(over: 0.5) }
        #expect(watch.deadline == deadline + 1004.5, "not without end")
        try watch.read(line(.began(page: 1)))
        #expect(watch.deadline > MonotonicClock.seconds)
        watch.ended(end(.exited(0)))
        #expect(watch.verdict.seconds < 60)
    }

    /// The kernel kills who does not heed its first warning.
    @Test func aKillAtTheLimitOfProcessorTimeIsATimeout() {
        var watch = watch()
        let spent = Double(Limits().processorSeconds)
        watch.ended(
            ChildEnd(id: 1, cause: .signalled(SIGKILL), userSeconds: spent, systemSeconds: 1, residentBytes: 0)
        )
        guard case .killed(let failure) = watch.verdict.ending else {
            Issue.record("no reason given: \(watch.verdict.ending)")
            return
        }
        #expect(failure.code == .timeout)
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

    /// Too few tasks or descriptors pass, and are no document's fault; an order that can't be carried out is.
    @Test(arguments: [(EAGAIN, true), (ENOMEM, true), (EMFILE, true), (EINVAL, false)])
    func tellsAShortageFromALoss(code: Int32, isShortage: Bool) {
        var watch = watch()
        watch.lost(nil, code: code)
        #expect(watch.isOver)
        #expect(watch.verdict.ending == .lost)
        #expect(watch.verdict.isNotStarted == isShortage)
    }

    @Test func saysWhereAnOrderIsTooLong() {
        var watch = watch()
        watch.lost(nil, code: EMSGSIZE)
        guard case .failed(let failure) = watch.verdict.ending else {
            Issue.record("no reason given: \(watch.verdict.ending)")
            return
        }
        #expect(failure.code == .tooManyPages)
    }

    @Test(arguments: [
        PageReport.failed(Failure(.cancelled, "x")), .pageFailed(page: 1, Failure(.ioError, "x")),
        .pageFailed(page: 1, Failure(.diskFull, "x")),
    ])
    func refusesAReasonThatIsNotItsToGive(report: PageReport) throws {
        var watch = watch()
        let line = try line(report)
        #expect(throws: Failure.self) { try watch.read(line) }
    }

    /// Others have filled the disk, or it fails: whoever meets that may say so.
    @Test(arguments: [FailureCode.diskFull, .ioError, .corrupt, .internal])
    func takesAReasonThatIsItsToGive(code: FailureCode) throws {
        var watch = watch()
        try watch.read(line(.failed(Failure(code, "x"))))
        watch.ended(end(.exited(0)))
        #expect(watch.verdict.ending == .failed(Failure(code, "x")))
    }

    @Test func takesFewWordsAndNoControls() throws {
        var watch = watch()
        try watch.read(
            line(.pageFailed(page: 1, Failure(.corrupt, "\u{1B}[2Jbad" + String(repeating: "x", count: 5000))))
        )
        let message = try #require(watch.verdict.failedPages[1]?.message)
        #expect(message.hasPrefix("[2Jbadxxx"))
        #expect(message.unicodeScalars.count == 500)
    }

    /// The document's time is over before the page's.
    @Test func endsWithTheDocumentsTime() throws {
        let request = ConversionRequest(
            id: 1,
            step: .slice(PageRange(1, 4)),
            outputs: [.text],
            dpi: 150,
            limits: Limits()
        )
        var watch = ChildWatch(
            job: "1",
            request: request,
            reports: -1,
            pageSeconds: 60,
            documentSeconds: 5,
            started: 100
        ) { _ in }
        try watch.read(line(.began(page: 1)))
        #expect(watch.deadline == 105)
        #expect(watch.lateness.code == .timeout && watch.lateness.message.contains("document-timeout"))
    }

    @Test func ordersAnEndOnceWhileItWaits() {
        var watch = watch()
        let orders = [watch.stop(.lost), watch.stop(.lost)]
        #expect(orders == [true, false])
        #expect(watch.nextDeadline > MonotonicClock.seconds)
    }
}
