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
        try inspect.requireKnownType(engine)
        let opened = try Document(descriptor: document)
        let inspection = try inspect.run(opened)
        reports.send(.inspected(inspection))
        let pages = first.pages(of: inspection.pages)
        let convert = SliceStep(request: request, document: document, output: slices, reports: reports)
        let failed = try convert.run(pages, of: opened)
        let selected = first.selection.clamped(to: inspection.pages)
        guard pages.count == selected.reduce(0, { $0 + $1.count }), failed.count < pages.count else { return }
        let plan = AssemblePlan(pages: selected, failedPages: failed)
        try AssembleStep(plan: plan, outputs: request.outputs, slices: slices, output: results).run()
        reports.send(.assembled)
    }
}
