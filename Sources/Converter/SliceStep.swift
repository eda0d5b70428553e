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
        let document = try Document(descriptor: document)
        guard range.first >= 1, range.first <= range.last, range.last <= document.pageCount else {
            throw Failure(.internal, "The document has \(document.pageCount) pages, but not \(range).")
        }
        _ = try run(Array(range.pages), of: document)
    }

    /// - Returns: the pages that failed, in order.
    func run(_ pages: [Int], of opened: borrowing Document) throws -> [Int] {
        guard request.dpi > 0 else { throw Failure(.invalidRequest, "dpi=\(request.dpi) is not above 0.") }
        let thumbnailFailure = try drawThumbnail(of: pages)
        if !request.outputs.contains(.images) { ColourManagement.turnOff() }
        let readsText = request.outputs.contains(where: \.readsText)
        let reader = readsText ? ContentReader(of: opened, descriptor: document) : nil
        let titles = request.outputs.contains(where: \.isOfWholeDocument) ? OutlineTitles.byPage(of: opened) : [:]
        var failed: [Int] = []
        for number in pages {
            let known = number == Self.thumbnailPage ? thumbnailFailure : nil
            if try !convert(number, of: opened, reader, titles, unless: known) { failed.append(number) }
        }
        return failed
    }

    /// A thumbnail is made of the document's first page alone: a job that leaves that page out has none. It is drawn
    /// first, from a document of its own, so that text need not wait for colours.
    /// - Returns: what is wrong with the page, where it can't be drawn.
    private func drawThumbnail(of pages: [Int]) throws -> Failure? {
        guard request.outputs.contains(.thumbnail), pages.contains(Self.thumbnailPage) else { return nil }
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
    /// - Returns: whether the page is done.
    private func convert(
        _ number: Int,
        of document: borrowing Document,
        _ reader: borrowing ContentReader?,
        _ titles: [Int: [OutlineTitle]],
        unless known: Failure?
    ) throws -> Bool {
        reports.send(.began(page: number))
        do {
            if let known { throw known }
            guard let page = document.page(number) else {
                throw Failure(.corrupt, "Page \(number) can't be read.")
            }
            let converter = PageConverter(request: request, number: number, output: output)
            try converter.convert(page, reader: reader, titles: titles)
            reports.send(.ended(page: number))
            return true
        } catch {
            let failure = Failure(describing: error)
            guard failure.concernsPageAlone else { throw failure }
            reports.send(.pageFailed(page: number, failure))
            return false
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
