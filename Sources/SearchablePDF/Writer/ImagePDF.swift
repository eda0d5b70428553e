// SPDX-License-Identifier: GPL-3.0-or-later

/// A PDF whose pages are images, each with its text under it. Bytes are answered in the order in which they are
/// written.
package struct ImagePDF {
    private enum Number {
        static let catalog = 1
        static let pages = 2
        static let font = 3
        static let firstPage = font + GlyphlessFont.parts.count
        /// The page, its layer, what draws its image, and the image.
        static let perPage = 4
    }

    private var writer = PDFWriter()
    private var pages: [Int] = []

    package init() {}

    /// A document of one page without text, whole.
    package static func document(_ frame: ImageFrame, image: [UInt8]) -> [UInt8] {
        var pdf = ImagePDF()
        var bytes = pdf.begin() + pdf.beginPage(frame, layer: [])
        bytes.reserveCapacity(bytes.count + image.count + 2048)
        bytes += image
        pdf.wrote(image.count)
        bytes += pdf.endPage()
        bytes += pdf.end()
        return bytes
    }

    package mutating func begin() -> [UInt8] {
        var bytes = writer.header()
        for (index, part) in GlyphlessFont.parts.enumerated() {
            switch part {
            case .value(let value, let references):
                bytes += writer.object(Number.font + index, value.dropLast(2) + Self.text(references) + ">>")
            case .stream(let data): bytes += writer.stream(Number.font + index, "", data)
            }
        }
        return bytes
    }

    private static func text(_ references: [GlyphlessFont.Reference]) -> String {
        references.map { reference in
            let target = "\(Number.font + reference.part) 0 R"
            return "/\(reference.key) \(reference.isInArray ? "[\(target)]" : target) "
        }.joined()
    }

    /// Everything of a page but its image, whose `body` comes next.
    /// - Parameter layer: a content stream packed with Flate; empty where the page has no text.
    package mutating func beginPage(_ frame: ImageFrame, layer: [UInt8]) -> [UInt8] {
        let number = Number.firstPage + pages.count * Number.perPage
        pages.append(number)
        let (width, height) = frame.pageSize
        let box = PDFNumber.list([0, 0, width, height])
        let page = writer.object(
            number,
            "<< /Type /Page /Parent \(Number.pages) 0 R /MediaBox [\(box)] "
                + "/Contents [\(number + 1) 0 R \(number + 2) 0 R] "
                + "/Resources << /XObject << /Image \(number + 3) 0 R >> "
                + "/Font << /\(GlyphlessFont.resource) \(Number.font) 0 R >> >> >>"
        )
        let text = writer.stream(number + 1, layer.isEmpty ? "" : "/Filter /FlateDecode", layer)
        let drawing = "q \(PDFNumber.list(frame.placement)) cm /Image Do Q"
        let drawn = writer.stream(number + 2, "", Array(drawing.utf8))
        return page + text + drawn + writer.begin(number + 3)
    }

    /// Bytes of the image that have been written.
    package mutating func wrote(_ count: Int) { writer.note(count) }

    package mutating func endPage() -> [UInt8] { writer.end() }

    package mutating func end() -> [UInt8] {
        let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
        let list = writer.object(Number.pages, "<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>")
        let catalog = writer.object(Number.catalog, "<< /Type /Catalog /Pages \(Number.pages) 0 R >>")
        return list + catalog + writer.trailer(root: Number.catalog)
    }
}
