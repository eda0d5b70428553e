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
        let opened = try inspect.open(engine)
        let inspection = try inspect.run(opened)
        reports.send(.inspected(inspection))
        let pages = first.pages(of: inspection.pages)
        let convert = SliceStep(request: request, document: document, output: slices, reports: reports)
        let outcome = try convert.run(pages, of: opened, engine)
        let selected = first.selection.clamped(to: inspection.pages)
        guard pages.count == selected.reduce(0, { $0 + $1.count }), !outcome.hasDeferred,
            outcome.failed.count < pages.count
        else { return }
        let plan = AssemblePlan(pages: selected, failedPages: outcome.failed)
        try AssembleStep(plan, request, document: document, slices: slices, output: results).run()
        reports.send(.assembled)
    }
}
