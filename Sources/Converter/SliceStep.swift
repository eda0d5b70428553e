// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import DocumentLayout
import Poppler

/// Converts some pages of a document.
struct SliceStep {
    let request: ConversionRequest
    let document: Int32
    let output: SliceFolder
    let reports: ReportPipe

    /// What came of some pages.
    struct Outcome {
        /// In order.
        var failed: [Int] = []
        /// Whether some were left for a child of their own.
        var hasDeferred = false
    }

    func run(_ range: PageRange, _ engine: borrowing Engine) throws {
        let document = try SourceDocument(descriptor: document, limits: request.limits)
        guard range.first >= 1, range.first <= range.last, range.last <= document.pageCount else {
            throw Failure(.internal, "The document has \(document.pageCount) pages, but not \(range).")
        }
        _ = try run(Array(range.pages), of: document, engine)
    }

    func run(_ pages: [Int], of document: borrowing SourceDocument, _ engine: borrowing Engine) throws -> Outcome {
        guard request.dpi > 0 else { throw Failure(.invalidRequest, "dpi=\(request.dpi) is not above 0.") }
        let thumbnailFailure = try drawThumbnail(of: pages)
        if !request.outputs.contains(.images) { ColourManagement.turnOff() }
        let contents = PageContentsSource(of: document, descriptor: self.document, request)
        var outcome = Outcome()
        for number in pages {
            let known = number == Self.thumbnailPage ? thumbnailFailure : nil
            switch try convert(number, of: document, contents, engine, isAlone: pages.count == 1, unless: known) {
            case .ended: break
            case .failed: outcome.failed.append(number)
            case .deferred: outcome.hasDeferred = true
            }
        }
        return outcome
    }

    /// A thumbnail is made of the document's first page alone: a job that leaves that page out has none. It is drawn
    /// first, from a document of its own, so that text need not wait for colours.
    /// - Returns: what is wrong with the page, where it can't be drawn.
    private func drawThumbnail(of pages: [Int]) throws -> Failure? {
        guard request.outputs.contains(.thumbnail), pages.contains(Self.thumbnailPage) else { return nil }
        reports.send(.began(page: Self.thumbnailPage))
        do {
            let document = try SourceDocument(descriptor: document, limits: request.limits)
            guard let page = try document.page(Self.thumbnailPage) else { return nil }
            try PageConverter(request: request, number: Self.thumbnailPage, output: output).writeThumbnail(of: page)
            return nil
        } catch {
            let failure = Failure(describing: error)
            guard failure.concernsPageAlone else { throw failure }
            return failure
        }
    }

    private static let thumbnailPage = 1

    private enum PageEnd { case ended, failed, deferred }

    /// What is wrong with a page is reported and the next one is tried; what is wrong with the disk ends the step.
    private func convert(
        _ number: Int,
        of document: borrowing SourceDocument,
        _ source: borrowing PageContentsSource,
        _ engine: borrowing Engine,
        isAlone: Bool,
        unless known: Failure?
    ) throws -> PageEnd {
        reports.send(.began(page: number))
        do {
            if let known { throw known }
            guard let page = try document.page(number) else {
                throw Failure(.corrupt, "Page \(number) can't be read.")
            }
            guard let (analysis, layer) = try text(of: page, number, source, engine, isAlone: isAlone) else {
                reports.send(.deferred(page: number))
                return .deferred
            }
            let converter = PageConverter(request: request, number: number, output: output)
            try converter.convert(page, analysis, layer: layer)
            try keepPicture(number, of: document)
            try output.pageEnded(number)
            return .ended
        } catch {
            let failure = Failure(describing: error)
            guard failure.concernsPageAlone else { throw failure }
            reports.send(.pageFailed(page: number, failure))
            return .failed
        }
    }

    /// - Returns: no analysis where no output needs it, no layer where the page's own text counts; nil where the page
    ///   must be read from its picture, but by a child of its own.
    private func text(
        of page: borrowing Page,
        _ number: Int,
        _ source: borrowing PageContentsSource,
        _ engine: borrowing Engine,
        isAlone: Bool
    ) throws -> (analysis: PageAnalysis?, layer: [UInt8]?)? {
        guard let contents = try source.contents(number, page) else { return (nil, nil) }
        let analysis = PageAnalyser(contents).analysis()
        guard RecognitionNeed.isThere(for: page, contents, analysis, request.ocr) else { return (analysis, nil) }
        guard isAlone else { return nil }
        let read = try PageReader(request: request, number: number).read(page, engine)
        guard request.ocr == .auto else {
            return (PageAnalyser(contents.showing(read.text)).analysis(), read.layer)
        }
        let choice = RecognitionChoice(contents, read.text, isPoor: TextQuality(analysis).isPoor)
        guard !choice.words.isEmpty else { return (analysis, nil) }
        let added = read.keeping(choice.words)
        return (PageAnalyser(contents.showing(added.text, beside: choice.glyphs)).analysis(), added.layer)
    }

    /// For the searchable PDF of an image file.
    private func keepPicture(_ number: Int, of document: borrowing SourceDocument) throws {
        guard request.outputs.contains(.pdf) else { return }
        switch document {
        case .pdf: break
        case .image(let image): try output.write(image.image(number), to: SliceFile.picture(number))
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
