// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

/// One child as the worker sees it: what it reports, and how long it may take.
struct ChildWatch {
    /// Longest line of a report, in bytes; the child works on foreign bytes and is not trusted.
    static let longestLine = 1 << 16

    /// Seconds until one that was ordered to end and has not is ordered again.
    private static let killPatience = 5.0
    /// A child says three things of a page at most, and a few of the document.
    private static let reportsOfPage = 4
    private static let reportsOfDocument = 100
    /// How often time in which all stood still is given back to a child.
    private static let mostPasses = 10
    /// Characters of a reason that a child gives.
    private static let longestReason = 500
    /// RFC 6838, section 4.2: two names of 127 characters.
    private static let longestMediaType = 255

    let job: String
    let step: ConversionStep
    let reports: Int32
    let pageSeconds: Double
    private let mostPages: Int
    private let processorSeconds: UInt64
    /// When the document's time is over, however its pages get on.
    private var documentDeadline: Double
    let onPage: @Sendable (PageReport) -> Void
    private(set) var started: Double
    private(set) var deadline: Double
    /// When it was last seen to get on.
    private var lastStep: Double
    private(set) var outcome = StepOutcome(ending: .done)
    private(set) var end: ChildEnd?
    private(set) var isDrained = false
    /// Why the worker stopped it.
    private(set) var stopped: StepOutcome.Ending?
    private var lastKill: Double?
    private var partialLine: [UInt8] = []
    private var reportCount = 0
    private var passes = 0
    private var begunPages: Set<Int> = []
    private var failure: Failure?
    /// Those that *inspect* goes on to convert, once it has said how many there are.
    private var firstPages: Set<Int> = []

    init(
        job: String,
        request: ConversionRequest,
        reports: Int32,
        pageSeconds: Double,
        documentSeconds: Double = .infinity,
        started: Double = MonotonicClock.seconds,
        onPage: @escaping @Sendable (PageReport) -> Void
    ) {
        self.job = job
        step = request.step
        self.reports = reports
        self.pageSeconds = pageSeconds
        mostPages = request.limits.pages
        processorSeconds = request.limits.processorSeconds
        self.onPage = onPage
        self.started = started
        documentDeadline = started + documentSeconds
        deadline = min(started + pageSeconds, documentDeadline)
        lastStep = started
    }

    var isOver: Bool { end != nil && isDrained }

    /// Time in which nobody could get on, since all of this stood still, is not its time. Where that seems to happen again
    /// and again, it is the child that holds everybody up.
    mutating func pass(over seconds: Double) {
        passes += 1
        guard passes <= Self.mostPasses else { return }
        started += seconds
        deadline += seconds
        documentDeadline += seconds
        lastStep += seconds
    }

    // MARK: News

    mutating func ended(_ end: ChildEnd) { self.end = end }

    /// Nobody will tell how it ends.
    /// - Parameters:
    ///   - zygote: the number of its zygote where that is gone, and its children with it.
    ///   - code: why the order did not go out (errno).
    mutating func lost(_ zygote: UInt64?, code: Int32? = nil) {
        outcome.deadZygote = zygote
        let cause = code.map(ChildEnd.Cause.notStarted) ?? .signalled(SIGKILL)
        stopped = stopped ?? (code == nil ? .lost : code == EMSGSIZE ? .failed(Self.tooLong) : nil)
        end = ChildEnd(id: 0, cause: cause, userSeconds: 0, systemSeconds: 0, residentBytes: 0)
        isDrained = true
    }

    /// - Returns: whether to order its end: at once, and again where it lives on for some seconds.
    @discardableResult
    mutating func stop(_ reason: StepOutcome.Ending) -> Bool {
        if stopped == nil { stopped = reason }
        let now = MonotonicClock.seconds
        guard now - (lastKill ?? -.infinity) >= Self.killPatience else { return false }
        lastKill = now
        return true
    }

    /// When it is to be stopped, or its end ordered again.
    var nextDeadline: Double { lastKill.map { $0 + Self.killPatience } ?? deadline }

    mutating func drained() { isDrained = true }

    /// - Throws: `Failure` where the bytes are no reports.
    mutating func read(_ bytes: some Sequence<UInt8>) throws(Failure) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                try note(PageReport.decode(partialLine))
                partialLine.removeAll(keepingCapacity: true)
            } else {
                partialLine.append(byte)
            }
        }
        guard partialLine.count <= Self.longestLine else {
            throw Failure(.internal, "The converter sent a report that does not end.")
        }
    }

    private mutating func note(_ report: PageReport) throws(Failure) {
        reportCount += 1
        guard reportCount <= mostReports else {
            throw Failure(.internal, "The converter sent more reports than there is to say.")
        }
        guard isOurs(report) else { return }
        if isStep(report) { prolong() }
        switch report {
        case .inspected(let inspection): try inspected(inspection)
        case .began(let page):
            outcome.lastPage = page
            begunPages.insert(page)
        case .ended(let page): outcome.endedPages.insert(page)
        case .pageFailed(let page, let failure): outcome.failedPages[page] = try Self.plausible(failure, ofPage: true)
        case .foreign(let mediaType): try foreign(mediaType)
        case .external: break
        case .deferred(let page): outcome.deferredPages.insert(page)
        case .assembled: outcome.isAssembled = true
        case .failed(let failure): self.failure = try Self.plausible(failure, ofPage: false)
        }
        onPage(report)
    }

    /// Each costs the worker some time. Those of other programs are counted by who passes them on.
    private var mostReports: Int {
        switch step {
        case .external: .max
        case .inspect, .slice, .assemble: pageCount * Self.reportsOfPage + Self.reportsOfDocument
        }
    }

    /// Whether the child gets on with this: a page that begins or is through for the first time. Saying it again costs
    /// nothing, and gives no time.
    private func isStep(_ report: PageReport) -> Bool {
        switch report {
        case .inspected: true
        case .began(let page): !begunPages.contains(page)
        case .ended(let page), .pageFailed(let page, _), .deferred(let page): !isThrough(page)
        case .external, .foreign, .assembled, .failed: false
        }
    }

    private func isThrough(_ page: Int) -> Bool {
        outcome.endedPages.contains(page) || outcome.deferredPages.contains(page) || outcome.failedPages[page] != nil
    }

    /// Each step has a page's time, and all of them together no more than their pages, what comes before and what comes
    /// after.
    private mutating func prolong() {
        lastStep = MonotonicClock.seconds
        deadline = min(lastStep + pageSeconds, started + pageSeconds * Double(pageCount + 2), documentDeadline)
    }

    /// Pages that it is to convert, as far as is known.
    private var pageCount: Int {
        switch step {
        case .inspect: firstPages.count
        case .slice(let range): range.count
        case .assemble, .external: 0
        }
    }

    private mutating func inspected(_ inspection: Inspection) throws(Failure) {
        guard 1...mostPages ~= inspection.pages, !inspection.isRendered else { throw Self.nonsense }
        try requireMediaType(inspection.mediaType)
        outcome.inspection = inspection
        guard case .inspect(let first) = step else { return }
        firstPages = Set(first.pages(of: inspection.pages))
    }

    private mutating func foreign(_ mediaType: String) throws(Failure) {
        try requireMediaType(mediaType)
        outcome.foreignType = mediaType
    }

    private static let tooLong = Failure(
        .tooManyPages,
        "What is to be done with its pages is too long to say; ask for fewer."
    )

    private static let nonsense = Failure(.internal, "The converter said of the document what can't be.")

    private func requireMediaType(_ mediaType: String) throws(Failure) {
        guard 1...Self.longestMediaType ~= mediaType.utf8.count, mediaType.utf8.allSatisfy(Self.isOfMediaType) else {
            throw Self.nonsense
        }
    }

    /// What a child may say went wrong; in few words, which people and terminals read.
    private static func plausible(_ failure: Failure, ofPage: Bool) throws(Failure) -> Failure {
        switch failure.code {
        case .cancelled: throw nonsense
        case .diskFull, .ioError: if ofPage { throw nonsense }
        default: break
        }
        var words = String.UnicodeScalarView()
        words += failure.message.unicodeScalars.lazy.filter { $0.properties.generalCategory != .control }
            .prefix(longestReason)
        return Failure(failure.code, String(words))
    }

    /// RFC 6838, section 4.2.
    private static func isOfMediaType(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "/.+-".utf8.contains(byte)
        }
    }

    /// Whether a child on this step has any business to say so.
    private func isOurs(_ report: PageReport) -> Bool {
        switch (report, step) {
        case (.failed, _): true
        case (.inspected, .inspect): outcome.inspection == nil
        case (.assembled, .inspect): outcome.inspection != nil
        case (.foreign, .inspect): outcome.inspection == nil
        case (.external, .external): true
        case (.inspected, _), (.assembled, _), (.foreign, _), (.external, _): false
        case (.began(let page), _): isOurs(page)
        // What it said first of a page holds.
        case (.ended(let page), _), (.pageFailed(let page, _), _), (.deferred(let page), _):
            isOurs(page) && !isThrough(page)
        }
    }

    private func isOurs(_ page: Int) -> Bool {
        switch step {
        case .inspect: firstPages.contains(page)
        case .slice(let range): range.pages.contains(page)
        case .assemble, .external: false
        }
    }

    /// Why it is stopped when its time is over.
    var lateness: Failure {
        if deadline == documentDeadline {
            return Failure(.timeout, "The document took more than its time (document-timeout), at \(place).")
        }
        let seconds = Int(pageSeconds.rounded())
        guard case .external(let run) = step else {
            return Failure(.timeout, "It took more than \(seconds) s at \(place), the limit for a page (page-timeout).")
        }
        return Failure(.timeout, "\(run.converter.name) took more than \(seconds) s, its limit for a document.")
    }

    // MARK: Verdict

    /// What came of it, once it is over.
    var verdict: StepOutcome {
        var outcome = outcome
        let now = MonotonicClock.seconds
        outcome.seconds = now - started
        outcome.silentSeconds = now - lastStep
        // What is assembled is whole, however the child came to its end.
        outcome.ending = outcome.isAssembled ? .done : stopped ?? ending
        if case .notStarted(let code) = end?.cause, stopped == nil { outcome.isNotStarted = Self.isShortage(code) }
        return outcome
    }

    private var ending: StepOutcome.Ending {
        switch end?.cause {
        case .exited(0): failure.map { .failed($0) } ?? .done
        case .exited(ChildExit.failed): .failed(failure ?? Failure(.internal, "The converter failed without a reason."))
        case .exited(ChildExit.outOfMemory):
            .killed(Failure(.memory, "\(place) needs more memory than a converter may use."))
        case .exited(let code): .killed(Failure(.crashed, "The converter ended with code \(code) at \(place)."))
        // The kernel's, at the second limit, where the child does not heed the first.
        case .signalled(SIGKILL) where hasUsedUpItsTime: .killed(Self.failure(SIGXCPU, place))
        case .signalled(let signal): .killed(Self.failure(signal, place))
        case .notStarted, nil: .lost
        }
    }

    private var hasUsedUpItsTime: Bool {
        end.map { $0.userSeconds + $0.systemSeconds >= Double(processorSeconds) } ?? false
    }

    /// Whether there were too few tasks, descriptors or memory, which passes.
    private static func isShortage(_ code: Int32) -> Bool {
        [EAGAIN, ENOMEM, ENOBUFS, EMFILE, ENFILE, ETOOMANYREFS].contains(code)
    }

    private var place: String {
        switch step {
        case .inspect where outcome.inspection == nil: "the document's first look"
        case .inspect, .slice: outcome.lastPage.map { "page \($0)" } ?? "the opening of the document"
        case .assemble: "the assembling of the results"
        case .external(let run): "the start of \(run.converter.name)"
        }
    }

    private static func failure(_ signal: Int32, _ place: String) -> Failure {
        switch signal {
        case SIGXCPU: Failure(.timeout, "The converter used up its processor time (processor-time) at \(place).")
        case SIGXFSZ: Failure(.outputTooLarge, "A file of the results grew too large at \(place).")
        case SIGSYS: Failure(.forbiddenSyscall, "The converter tried what it must not do at \(place).")
        default: Failure(.crashed, "The converter died of signal \(signal) at \(place).")
        }
    }
}
