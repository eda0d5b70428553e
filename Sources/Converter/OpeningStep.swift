// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Poppler

/// The first child's work on a document: finds out what it is, converts its first pages and, where those are all that is
/// wanted, assembles the results.
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
        guard mediaType == InspectStep.mediaType else { return reports.send(.foreign(mediaType: mediaType)) }
        let opened = try Document(descriptor: document)
        let inspection = try inspect.run(opened)
        reports.send(.inspected(inspection))
        let pages = first.pages(of: inspection.pages)
        let convert = SliceStep(request: request, document: document, output: slices, reports: reports)
        let failed = try convert.run(pages, of: opened)
        try finish(inspection, pages, failed)
    }

    private func passThrough(_ mediaType: String) throws {
        let text = PassThroughStep(request: request, mediaType: mediaType, document: document, output: slices)
        let outputs = try text.requireOutputs()
        let inspection = Inspection(mediaType: mediaType, pages: 1)
        reports.send(.inspected(inspection))
        let pages = first.pages(of: 1)
        guard !pages.isEmpty else { return }
        reports.send(.began(page: 1))
        try text.run(outputs)
        reports.send(.ended(page: 1))
        try finish(inspection, pages, [])
    }

    /// Assembles the results where these are all pages that are wanted.
    private func finish(_ inspection: Inspection, _ pages: [Int], _ failed: [Int]) throws {
        let selected = first.selection.clamped(to: inspection.pages)
        guard pages.count == selected.reduce(0, { $0 + $1.count }), failed.count < pages.count else { return }
        let plan = AssemblePlan(pages: selected, failedPages: failed)
        try AssembleStep(plan: plan, outputs: outputs(inspection), slices: slices, output: results).run()
        reports.send(.assembled)
    }

    private func outputs(_ inspection: Inspection) -> Set<OutputKind> {
        Inspection.outputs(request.outputs, of: inspection.mediaType)
    }
}
