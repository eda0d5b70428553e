// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Poppler

/// Converts some pages of a document.
struct SliceStep {
    let request: ConversionRequest
    let document: Int32
    let output: Folder
    let reports: ReportPipe

    func run(_ range: PageRange) throws {
        guard request.dpi > 0 else { throw Failure(.invalidRequest, "dpi=\(request.dpi) is not above 0.") }
        let drawsPages = request.outputs.contains(.images) || request.outputs.contains(.thumbnail)
        if !drawsPages { ColourManagement.turnOff() }
        let document = try Document(descriptor: document)
        guard range.first >= 1, range.first <= range.last, range.last <= document.pageCount else {
            throw Failure(.internal, "The document has \(document.pageCount) pages, but not \(range).")
        }
        for number in range.pages { try convert(number, of: document) }
    }

    /// What is wrong with a page is reported and the next one is tried; what is wrong with the disk ends the step.
    private func convert(_ number: Int, of document: borrowing Document) throws {
        reports.send(.began(page: number))
        do {
            guard let page = document.page(number) else {
                throw Failure(.corrupt, "Page \(number) can't be read.")
            }
            try PageConverter(request: request, number: number, output: output).convert(page)
            reports.send(.ended(page: number))
        } catch {
            let failure = Failure(describing: error)
            guard failure.concernsPageAlone else { throw failure }
            reports.send(.pageFailed(page: number, failure))
        }
    }
}

extension Failure {
    fileprivate var concernsPageAlone: Bool {
        switch code {
        case .corrupt, .tooLarge, .outputTooLarge, .memory: true
        default: false
        }
    }
}
