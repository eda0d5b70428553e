// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

/// The first child's work on a document: finds out what it is, converts its first pages and, where those are all that
/// is wanted, assembles the results.
struct OpeningStep {
    let request: ConversionRequest
    let first: FirstPages
    let document: Int32
    let folder: Folder
    let results: Folder
    let reports: ReportPipe

    func run(_ engine: borrowing Engine) throws {
        let mediaType = try InspectStep.mediaType(of: document, request, engine)
        if request.otherTypes.contains(where: { ExternalConverter.matches($0, mediaType) }) {
            return reports.send(.foreign(mediaType: mediaType))
        }
        if Inspection.passThrough.contains(mediaType) { return try passThrough(mediaType) }
        // The worker knows whether another program adds something to this type.
        guard SourceDocument.takes(mediaType) else { return reports.send(.foreign(mediaType: mediaType)) }
        let opened = try SourceDocument(descriptor: document, limits: request.limits)
        let pages = first.pages(of: opened.pageCount)
        let slices = SliceFolder(folder, reports, holding: isAll(pages, of: opened.pageCount))
        let inspection = try InspectStep(request: request, output: slices).run(opened)
        reports.send(.inspected(inspection))
        let convert = SliceStep(request: request, document: document, output: slices, reports: reports)
        let outcome = try convert.run(pages, of: opened, engine)
        try finish(inspection, pages, outcome, slices)
    }

    private func passThrough(_ mediaType: String) throws {
        let slices = SliceFolder(folder, reports)
        let text = PassThroughStep(
            request: request,
            mediaType: mediaType,
            document: document,
            output: slices,
            reports: reports
        )
        try text.requireOutputs()
        reports.send(.inspected(text.inspection))
        let pages = first.pages(of: 1)
        guard !pages.isEmpty else { return }
        try text.run()
        try finish(text.inspection, pages, SliceStep.Outcome(), slices)
    }

    /// Assembles the results where these are all pages that are wanted.
    private func finish(
        _ inspection: Inspection,
        _ pages: [Int],
        _ outcome: SliceStep.Outcome,
        _ slices: SliceFolder
    ) throws {
        guard isAll(pages, of: inspection.pages), !outcome.hasDeferred, outcome.failed.count < pages.count else {
            return try slices.release()
        }
        let plan = AssemblePlan(pages: first.selection.clamped(to: inspection.pages), failedPages: outcome.failed)
        var request = request
        request.outputs = inspection.outputs(of: request.outputs)
        try AssembleStep(plan, request, document: document, slices: slices, output: results).run()
        slices.assembled()
    }

    /// Whether no other pages are wanted.
    private func isAll(_ pages: [Int], of count: Int) -> Bool {
        pages.count == first.selection.clamped(to: count).reduce(0) { $0 + $1.count }
    }
}
