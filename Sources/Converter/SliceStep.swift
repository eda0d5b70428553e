// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import DocumentLayout
import Poppler

/// Converts some pages of a document.
struct SliceStep {
    let request: ConversionRequest
    let document: Int32
    let output: Folder
    let reports: ReportPipe

    func run(_ range: PageRange) throws {
        guard request.dpi > 0 else { throw Failure(.invalidRequest, "dpi=\(request.dpi) is not above 0.") }
        let thumbnailFailure = try drawThumbnail(of: range)
        if !request.outputs.contains(.images) { ColourManagement.turnOff() }
        let descriptor = document
        let document = try Document(descriptor: descriptor)
        guard range.first >= 1, range.first <= range.last, range.last <= document.pageCount else {
            throw Failure(.internal, "The document has \(document.pageCount) pages, but not \(range).")
        }
        let readsText = request.outputs.contains(where: \.readsText)
        let reader = readsText ? ContentReader(of: document, descriptor: descriptor) : nil
        let titles = request.outputs.contains(where: \.isOfWholeDocument) ? OutlineTitles.byPage(of: document) : [:]
        for number in range.pages {
            try convert(number, of: document, reader, titles, unless: number == Self.thumbnailPage ? thumbnailFailure : nil)
        }
    }

    /// A thumbnail is made of the document's first page alone: a job that leaves that page out has none. It is drawn
    /// first, from a document of its own, so that text need not wait for colours.
    /// - Returns: what is wrong with the page, where it can't be drawn.
    private func drawThumbnail(of range: PageRange) throws -> Failure? {
        guard request.outputs.contains(.thumbnail), range.pages.contains(Self.thumbnailPage) else { return nil }
        reports.send(.began(page: Self.thumbnailPage))
        do {
            guard let page = try Document(descriptor: document).page(Self.thumbnailPage) else { return nil }
            try PageConverter(request: request, number: Self.thumbnailPage, output: output).writeThumbnail(of: page)
            return nil
        } catch {
            let failure = Failure(describing: error)
            guard failure.concernsPageAlone else { throw failure }
            return failure
        }
    }

    private static let thumbnailPage = 1

    /// What is wrong with a page is reported and the next one is tried; what is wrong with the disk ends the step.
    private func convert(
        _ number: Int,
        of document: borrowing Document,
        _ reader: borrowing ContentReader?,
        _ titles: [Int: [OutlineTitle]],
        unless known: Failure?
    ) throws {
        reports.send(.began(page: number))
        do {
            if let known { throw known }
            guard let page = document.page(number) else {
                throw Failure(.corrupt, "Page \(number) can't be read.")
            }
            try PageConverter(request: request, number: number, output: output).convert(page, reader: reader, titles: titles)
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
