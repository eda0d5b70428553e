// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc
import Poppler
import QPDF
import SearchablePDF
import Tesseract

/// Makes `document.pdf`: the pages as they came, with the words that were read from their pictures laid invisibly under
/// them.
struct PDFAssembly {
    let pages: [Int]
    let failedPages: Set<Int>
    /// Whether another program made it of the job's document, and noted when.
    let isRendered: Bool
    let document: Int32
    let slices: SliceFolder
    let output: Folder
    let limits: Limits

    func run() throws {
        switch try SourceDocument(descriptor: document, limits: limits) {
        case .image(let image): try assemble(image)
        case .pdf(let document): try assemble(pageCount: document.pageCount)
        }
    }

    private var name: String { OutputKind.pdf.fileName }

    private func layer(of page: Int) throws -> [UInt8] {
        failedPages.contains(page) ? [] : try slices.contents(of: SliceFile.layer(page)) ?? []
    }

    // MARK: Images

    /// Pages that failed are left out.
    private func assemble(_ image: ImageDocument) throws {
        var pdf = ImagePDF()
        var file = try output.create(name)
        try file.write(pdf.begin())
        for page in pages where !failedPages.contains(page) {
            guard let frame = image.frame(page) else {
                throw Failure(.internal, "The image file has no page \(page).")
            }
            let layer = try layer(of: page)
            try file.write(pdf.beginPage(frame, layer: layer.isEmpty ? [] : EncodedPicture.flate(layer)))
            try slices.forEachPiece(of: SliceFile.picture(page)) { piece in
                try file.write(piece)
                pdf.wrote(piece.count)
            }
            try file.write(pdf.endPage())
        }
        try file.write(pdf.end())
        try file.finish()
    }

    // MARK: PDF

    /// A document that lacks nothing is delivered as it is; one that was made today, without today's date.
    private func assemble(pageCount: Int) throws {
        var layers: [Int: [UInt8]] = [:]
        for page in pages {
            let layer = try layer(of: page)
            if !layer.isEmpty { layers[page] = layer }
        }
        guard !layers.isEmpty || pages.count < pageCount || isRendered else { return try copyDocument() }
        let file = try MappedFile(document)
        do {
            try edit(file.bytes, layers)
        } catch let error as PDFEditorError {
            if let code = error.systemError { throw SystemError(error.message, code: code) }
            throw Failure(.corrupt, "The document's pages can't be written anew: \(error.message).")
        }
    }

    private func copyDocument() throws {
        let file = try MappedFile(document)
        var copy = try output.create(name)
        for start in stride(from: 0, to: file.bytes.count, by: OutputFile.bufferSize) {
            try copy.write(file.bytes[start..<min(start + OutputFile.bufferSize, file.bytes.count)])
        }
        try copy.finish()
    }

    private func edit(_ bytes: UnsafeRawBufferPointer, _ layers: [Int: [UInt8]]) throws {
        let editor = try PDFEditor(bytes)
        let font = layers.isEmpty ? nil : editor.glyphlessFont()
        let wanted = Set(pages)
        let all = (1...max(1, editor.pageCount)).map { (number: $0, page: editor.page($0)) }
        for (number, page) in all {
            if !wanted.contains(number) {
                try editor.remove(page)
            } else if let layer = layers[number], let font {
                editor.lay(layer, under: page, font: font)
            }
        }
        if isRendered { editor.removeOrigin() }
        // Qpdf opens files by name alone.
        guard fchdir(output.descriptor) == 0 else { throw SystemError("fchdir(results)") }
        try editor.write(to: name)
    }
}

extension PDFEditor {
    fileprivate func glyphlessFont() -> Object {
        let objects = GlyphlessFont.parts.map { part in
            switch part {
            case .value(let value, _): numbered(self.value(value))
            case .stream(let bytes): stream(bytes, isPacked: false)
            }
        }
        for (index, part) in GlyphlessFont.parts.enumerated() {
            guard case .value(_, let references) = part else { continue }
            for reference in references {
                let target = objects[reference.part]
                set("/" + reference.key, of: objects[index], to: reference.isInArray ? array([target]) : target)
            }
        }
        return objects[0]
    }

    /// The layer comes before the page's own contents, which may leave the state of drawing in disorder.
    fileprivate func lay(_ layer: [UInt8], under page: Object, font: Object) {
        let rotation = number(get("/Rotate", of: page)) ?? 0
        let placement = PagePlacement(box: visibleBox(of: page), rotation: Int(exactly: rotation) ?? 0)
        let contents = Array("q \(PDFNumber.list(placement.matrix)) cm\n".utf8) + layer + Array("Q\n".utf8)
        let own = items(get("/Contents", of: page))
        set("/Contents", of: page, to: array([stream(contents, isPacked: false)] + own))
        let fonts = dictionary("/Font", of: dictionary("/Resources", of: page))
        set("/" + GlyphlessFont.resource, of: fonts, to: font)
    }

    /// What poppler shows of a page: its crop box as far as that lies in its media box.
    private func visibleBox(of page: Object) -> [Double] {
        let media = box("/MediaBox", of: page) ?? [0, 0, 612, 792]
        guard let crop = box("/CropBox", of: page) else { return media }
        let cut = [max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])]
        return cut[0] < cut[2] && cut[1] < cut[3] ? cut : media
    }

    private func box(_ key: String, of page: Object) -> [Double]? {
        let numbers = items(get(key, of: page)).compactMap { number($0) }
        guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else { return nil }
        let (xs, ys) = ([numbers[0], numbers[2]], [numbers[1], numbers[3]])
        return [xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0]
    }
}
