// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs

/// One attempt at one job as a small graph: inspect, then slices of pages in any order, then assemble, then what other
/// programs add, then publish. A short document is done with its inspection, in one child. One that another program must
/// make a PDF of is rendered first, and the PDF inspected. Pure: it answers what to do next and is told how it ended.
struct JobPlan: Sendable {
    enum Stage: Hashable, Sendable {
        case inspecting, rendering, converting, assembling, adding, publishing
    }

    /// What is to be done with the job after a step.
    enum Consequence: Hashable, Sendable {
        case goOn
        case publish
        case fail(Failure)
    }

    /// How often the converter itself may die under a job before the job is held to be the reason.
    static let toleratedLosses = 3

    let claimed: ClaimedJob
    private(set) var stage = Stage.inspecting
    private(set) var inspection: Inspection?
    /// The pages that the job asks for and the document has.
    private(set) var selected: [PageRange] = []
    private(set) var failedPages: [Int: Failure] = [:]
    private(set) var donePages = 0
    private(set) var running = 0
    /// Pages handed out so far: what the order of turns goes by.
    private(set) var servedPages = 0
    private var waiting: [PageRange] = []
    private var isStepOut = false
    private var losses = 0
    /// Deaths of zygotes that were counted, by number.
    private var deadZygotes: Set<UInt64> = []
    private let converters: ConverterChoice
    /// Of the document where it had to become a PDF first.
    private(set) var foreignType: String?
    /// Whether that PDF is there.
    private(set) var isRendered = false
    /// Runs of other programs that are still to be done, the next one first.
    private var runs: [ExternalRun] = []
    /// Whether only other programs convert it.
    private var isLeft = false
    /// Files of the results that other programs made.
    private(set) var addedFiles: Set<String> = []

    init(_ claimed: ClaimedJob, converters: ConverterChoice = ConverterChoice([])) {
        self.claimed = claimed
        self.converters = converters
    }

    var pages: Job.Pages {
        Job.Pages(total: selectedCount, done: donePages, failed: failedPages.count)
    }

    /// What the converter makes of it; all that is asked for while its type is not known.
    var outputs: Set<OutputKind> {
        let asked = Set(claimed.options.outputs)
        return isLeft ? [] : inspection?.outputs(of: asked) ?? asked
    }

    /// Pages that have files.
    var deliveredPages: [Int] { selected.flatMap(\.pages).filter { failedPages[$0] == nil } }

    private var selectedCount: Int { selected.reduce(0) { $0 + $1.count } }

    /// Pages that one child does: enough to be worth its start and the opening of the document, few enough that others
    /// get their turn soon.
    private var sliceLength: Int {
        drawsPages ? 4 : min(max(16, selectedCount / 16), 32)
    }

    /// Pages that are done with the inspection. Where a page takes long, the others need not wait for one child.
    private var firstPages: FirstPages { FirstPages(of: claimed.options.pages, limit: drawsPages ? 1 : 16) }

    private var drawsPages: Bool { claimed.options.outputs.contains(.images) }

    // MARK: Going on

    var hasNext: Bool {
        switch stage {
        case .inspecting, .assembling: !isStepOut
        case .rendering, .adding: !isStepOut && !runs.isEmpty
        case .converting: !waiting.isEmpty
        case .publishing: false
        }
    }

    /// Hands the next step out; nil while there is none.
    mutating func next() -> ConversionStep? {
        guard hasNext else { return nil }
        running += 1
        switch stage {
        case .inspecting:
            isStepOut = true
            return .inspect(firstPages)
        case .converting:
            let range = waiting.removeFirst()
            servedPages += range.count
            return .slice(range)
        case .assembling:
            isStepOut = true
            return .assemble(AssemblePlan(pages: selected, failedPages: failedPages.keys.sorted()))
        case .rendering, .adding:
            isStepOut = true
            return .external(runs[0])
        case .publishing:
            return nil
        }
    }

    // MARK: Being told

    mutating func ended(_ step: ConversionStep, _ outcome: StepOutcome) -> Consequence {
        running -= 1
        switch step {
        case .inspect(let first): return inspectionEnded(first, outcome)
        case .slice(let range): return pagesEnded(Array(range.pages), outcome)
        case .assemble: return assemblyEnded(outcome)
        case .external: return runEnded(outcome)
        }
    }

    private mutating func inspectionEnded(_ first: FirstPages, _ outcome: StepOutcome) -> Consequence {
        isStepOut = false
        guard let inspection = outcome.inspection else {
            switch outcome.ending {
            case .failed(let failure), .killed(let failure): return .fail(failure)
            case .lost: return countLoss(outcome.deadZygote)
            case .done: return leave(outcome.foreignType)
            }
        }
        if outcome.isRemembered, inspection.isRendered {
            isRendered = true
            foreignType = inspection.mediaType
        }
        self.inspection = inspection.of(foreignType)
        selected = claimed.options.pages.clamped(to: inspection.pages)
        guard !selected.isEmpty else { return .fail(nothingSelected(of: inspection.pages)) }
        stage = .converting
        return outcome.isRemembered ? resume(outcome.endedPages) : begin(first.pages(of: inspection.pages), outcome)
    }

    private func nothingSelected(of pages: Int) -> Failure {
        let asked = claimed.options.pages.text
        return Failure(.invalidRequest, "pages=\(asked) selects none of the document's \(pages) pages.")
    }

    private mutating func resume(_ finished: Set<Int>) -> Consequence {
        donePages = selected.flatMap(\.pages).count(where: finished.contains)
        waiting = slices(without: finished)
        return settle()
    }

    private mutating func begin(_ tried: [Int], _ outcome: StepOutcome) -> Consequence {
        servedPages = tried.count
        waiting = slices(without: Set(tried))
        let consequence = pagesEnded(tried, outcome)
        guard stage == .assembling, outcome.isAssembled else { return consequence }
        return add()
    }

    private mutating func assemblyEnded(_ outcome: StepOutcome) -> Consequence {
        switch outcome.ending {
        case .done:
            return add()
        case .failed(let failure), .killed(let failure):
            return .fail(failure)
        case .lost:
            isStepOut = false
            return countLoss(outcome.deadZygote)
        }
    }

    // MARK: Other programs

    /// Leaves the document to another program.
    private mutating func leave(_ mediaType: String?) -> Consequence {
        guard let mediaType, !isRendered else {
            return .fail(Failure(.internal, "The converter ended without saying what the document is."))
        }
        if let run = converters.rendering(of: mediaType) {
            foreignType = mediaType
            runs = [run]
            stage = .rendering
            return .goOn
        }
        inspection = Inspection(mediaType: mediaType, pages: 1)
        selected = [PageRange(page: 1)]
        runs = converters.additions(to: mediaType)
        isLeft = true
        stage = .adding
        let words = "The document is \(mediaType), which no converter here takes."
        return runs.isEmpty ? .fail(Failure(.unsupportedType, words)) : .goOn
    }

    /// The results are built; other programs may have something to add.
    private mutating func add() -> Consequence {
        isStepOut = false
        runs = inspection.map { converters.additions(to: $0.mediaType) } ?? []
        stage = runs.isEmpty ? .publishing : .adding
        return runs.isEmpty ? .publish : .goOn
    }

    private mutating func runEnded(_ outcome: StepOutcome) -> Consequence {
        isStepOut = false
        switch outcome.ending {
        case .failed(let failure), .killed(let failure): return .fail(failure)
        case .lost: return countLoss(outcome.deadZygote)
        case .done: runs.removeFirst()
        }
        addedFiles.formUnion(outcome.addedFiles)
        if stage == .rendering {
            isRendered = true
            stage = .inspecting
            return .goOn
        }
        guard runs.isEmpty else { return .goOn }
        if donePages == 0 && failedPages.isEmpty { donePages = selectedCount }
        stage = .publishing
        return .publish
    }

    /// - Parameter tried: the pages that a child was given.
    private mutating func pagesEnded(_ tried: [Int], _ outcome: StepOutcome) -> Consequence {
        donePages += outcome.endedPages.count
        failedPages.merge(outcome.failedPages) { $1 }
        var rest = tried.filter { !outcome.endedPages.contains($0) && outcome.failedPages[$0] == nil }
        if tried.count > 1 { rest = putOff(outcome.deferredPages, of: rest) }
        switch outcome.ending {
        case .done:
            for page in rest { failedPages[page] = Failure(.internal, "The converter left this page out.") }
        case .failed(let failure):
            return .fail(failure)
        case .killed(let failure):
            isolate(outcome.lastPage, of: rest, triedAlone: tried.count == 1, failure)
        case .lost:
            waiting.insert(contentsOf: Self.ranges(rest), at: 0)
            let loss = countLoss(outcome.deadZygote)
            if loss != .goOn { return loss }
        }
        return settle()
    }

    /// Pages that take long get a child each, so that every core has one.
    /// - Returns: the others.
    private mutating func putOff(_ deferred: Set<Int>, of pages: [Int]) -> [Int] {
        let slow = pages.filter(deferred.contains)
        waiting.insert(contentsOf: slow.map(PageRange.init(page:)), at: 0)
        servedPages -= slow.count
        return pages.filter { !deferred.contains($0) }
    }

    /// The page at which a child died is tried alone; a page that died alone has failed.
    /// - Parameters:
    ///   - last: the page that the child began last.
    ///   - rest: those of which nothing is there.
    private mutating func isolate(_ last: Int?, of rest: [Int], triedAlone: Bool, _ failure: Failure) {
        guard let page = rest.first(where: { $0 == last }) ?? rest.first else { return }
        if triedAlone {
            failedPages[page] = failure
        } else {
            waiting.insert(contentsOf: [PageRange(page: page)] + Self.ranges(rest.filter { $0 != page }), at: 0)
        }
    }

    /// - Parameter zygote: the one that died; its death ends every slice in flight, and is one loss.
    private mutating func countLoss(_ zygote: UInt64?) -> Consequence {
        if let zygote, !deadZygotes.insert(zygote).inserted { return .goOn }
        losses += 1
        guard losses > Self.toleratedLosses else { return .goOn }
        return .fail(Failure(.crashed, "The converter as a whole died \(losses) times while on this document."))
    }

    private mutating func settle() -> Consequence {
        guard stage == .converting, waiting.isEmpty, running == 0 else { return .goOn }
        if failedPages.count == selectedCount, let first = failedPages.min(by: { $0.key < $1.key })?.value {
            return .fail(first)
        }
        isStepOut = false
        stage = .assembling
        return .goOn
    }

    // MARK: Slices

    private func slices(without finished: Set<Int>) -> [PageRange] {
        selected.flatMap { range in
            stride(from: range.first, through: range.last, by: sliceLength).flatMap { first in
                let last = min(first + sliceLength - 1, range.last)
                return Self.ranges((first...last).filter { !finished.contains($0) })
            }
        }
    }

    /// Consecutive pages as ranges.
    static func ranges(_ pages: [Int]) -> [PageRange] {
        pages.reduce(into: []) { ranges, page in
            if let last = ranges.last, last.last == page - 1 {
                ranges[ranges.count - 1].last = page
            } else {
                ranges.append(PageRange(page: page))
            }
        }
    }
}
