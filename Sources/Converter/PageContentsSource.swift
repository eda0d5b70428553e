// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import DocumentLayout
import Poppler

/// What the pages of a document draw. The pages of an image file draw nothing but the image.
struct PageContentsSource: ~Copyable {
    private enum Kind { case unneeded, image, pdf }

    private let kind: Kind
    private let reader: ContentReader?
    /// The outline's entries by page.
    private let titles: [Int: [OutlineTitle]]
    private let hasSheetMargins: Bool

    init(of document: borrowing SourceDocument, descriptor: Int32, _ request: ConversionRequest) {
        let isNeeded = request.outputs.contains { $0.readsText || ($0 == .pdf && request.ocr != .never) }
        hasSheetMargins = request.hasSheetMargins
        let needsTitles = request.outputs.contains(where: \.isOfWholeDocument)
        switch document {
        case .pdf(let document) where isNeeded:
            kind = .pdf
            reader = ContentReader(of: document, descriptor: descriptor)
            titles = needsTitles ? OutlineTitles.byPage(of: document) : [:]
        case .pdf:
            kind = .unneeded
            reader = nil
            titles = [:]
        case .image:
            kind = isNeeded ? .image : .unneeded
            reader = nil
            titles = [:]
        }
    }

    /// - Returns: nil where no output needs them.
    func contents(_ number: Int, _ page: borrowing Page) throws -> PageContents? {
        switch kind {
        case .unneeded: return nil
        case .image:
            let (width, height) = page.size
            return PageContents(number: number, width: width, height: height)
        case .pdf:
            guard let drawn = reader?.contents(ofPage: number, limits: ContentLimits()) else {
                throw Failure(.corrupt, "Page \(number) can't be read.")
            }
            var contents = PageContents(number, drawn, page, outline: titles[number] ?? [])
            if hasSheetMargins { contents.removeSheetMargins() }
            return contents
        }
    }
}
