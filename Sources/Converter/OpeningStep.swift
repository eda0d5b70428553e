// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

/// The first child's work on a document: finds out what it is, converts its first pages and, where those are all that
/// is wanted, assembles the results.
struct OpeningStep {
    let request: ConversionRequest
    let first: FirstPages
    let document: Int32
    let slices: Folder
    let results: Folder
    let reports: ReportPipe

    func run(_ engine: borrowing Engine) throws {
        let inspect = InspectStep(request: request, document: document, output: slices)
        let mediaType = try inspect.mediaType(engine)
        if request.otherTypes.contains(where: { ExternalConverter.matches($0, mediaType) }) {
            return reports.send(.foreign(mediaType: mediaType))
        }
        if Inspection.passThrough.contains(mediaType) { return try passThrough(mediaType) }
        // The worker knows whether another program adds something to this type.
        guard SourceDocument.takes(mediaType) else { return reports.send(.foreign(mediaType: mediaType)) }
        let opened = try SourceDocument(descriptor: document, limits: request.limits)
        let inspection = try inspect.run(opened)
        reports.send(.inspected(inspection))
        let pages = first.pages(of: inspection.pages)
        let convert = SliceStep(request: request, document: document, output: slices, reports: reports)
        let outcome = try convert.run(pages, of: opened, engine)
        try finish(inspection, pages, outcome)
    }

    private func passThrough(_ mediaType: String) throws {
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
        try finish(text.inspection, pages, SliceStep.Outcome())
    }

    /// Assembles the results where these are all pages that are wanted.
    private func finish(_ inspection: Inspection, _ pages: [Int], _ outcome: SliceStep.Outcome) throws {
        let selected = first.selection.clamped(to: inspection.pages)
        guard pages.count == selected.reduce(0, { $0 + $1.count }), !outcome.hasDeferred,
            outcome.failed.count < pages.count
        else { return }
        let plan = AssemblePlan(pages: selected, failedPages: outcome.failed)
        var request = request
        request.outputs = inspection.outputs(of: request.outputs)
        try AssembleStep(plan, request, document: document, slices: slices, output: results).run()
        reports.send(.assembled)
    }
}
