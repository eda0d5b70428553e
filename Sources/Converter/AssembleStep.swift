// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import DocumentLayout
import Glibc

/// Puts the files of all slices together into whole outputs.
struct AssembleStep {
    private static let pagesAtOnce = 400

    private let pages: [Int]
    private let failedPages: Set<Int>
    private let outputs: Set<OutputKind>
    private let document: Int32
    private let slices: SliceFolder
    private let output: Folder
    private let limits: Limits
    private let isRendered: Bool

    init(_ plan: AssemblePlan, _ request: ConversionRequest, document: Int32, slices: SliceFolder, output: Folder) {
        pages = plan.pages.ranges.flatMap(\.pages)
        failedPages = Set(plan.failedPages?.ranges.flatMap(\.pages) ?? [])
        outputs = request.outputs
        limits = request.limits
        isRendered = request.isRendered
        self.document = document
        self.slices = slices
        self.output = output
    }

    func run() throws {
        if outputs.contains(.text) { try assembleText() }
        if outputs.contains(.layout) { try assembleLayout() }
        if outputs.contains(where: \.isOfWholeDocument) { try assembleDocument() }
        if outputs.contains(.images) { try takeImages() }
        if outputs.contains(.pdf) { try assemblePDF() }
        // *Inspect* wrote it where the slices are.
        if outputs.contains(.metadata) { try slices.give(OutputKind.metadata.fileName, to: output, isRequired: true) }
        if outputs.contains(.thumbnail) { try slices.give(SliceFile.thumbnail, to: output) }
    }

    private func assemblePDF() throws {
        try PDFAssembly(
            pages: pages,
            failedPages: failedPages,
            isRendered: isRendered,
            document: document,
            slices: slices,
            output: output,
            limits: limits
        ).run()
    }

    /// Form feeds stand between pages. A page that failed is empty, so that the others keep their places.
    private func assembleText() throws {
        var file = try output.create(OutputKind.text.fileName)
        for (index, page) in pages.enumerated() {
            if index > 0 { try file.write([UInt8(ascii: "\u{0C}")]) }
            if !failedPages.contains(page) { try append(SliceFile.text(page), to: &file) }
        }
        try file.finish()
    }

    private func assembleLayout() throws {
        var file = try output.create(OutputKind.layout.fileName)
        try file.write(#"{"version":2,"pages":["#.utf8)
        for (index, page) in pages.enumerated() {
            if index > 0 { try file.write(",".utf8) }
            if failedPages.contains(page) {
                try file.write(#"{"number":\#(page),"failed":true}"#.utf8)
            } else {
                try append(SliceFile.layout(page), to: &file)
            }
        }
        try file.write("]}\n".utf8)
        try file.finish()
    }

    /// Markdown and HTML, some hundreds of pages at a time: that bounds the memory for any length of document.
    private func assembleDocument() throws {
        var markdown = outputs.contains(.markdown) ? try output.create(OutputKind.markdown.fileName) : nil
        var html = outputs.contains(.html) ? try output.create(OutputKind.html.fileName) : nil
        try html?.write(TextDocument.htmlHead.utf8)
        let delivered = pages.filter { !failedPages.contains($0) }
        for start in stride(from: 0, to: delivered.count, by: Self.pagesAtOnce) {
            let part = delivered[start..<min(start + Self.pagesAtOnce, delivered.count)]
            let document = DocumentBuilder(try part.map(analysis)).document()
            if start > 0 { try markdown?.write("\n".utf8) }
            try markdown?.write(document.markdown.utf8)
            try html?.write(document.htmlBody.utf8)
        }
        try html?.write(TextDocument.htmlTail.utf8)
        try markdown.take()?.finish()
        try html.take()?.finish()
    }

    private func analysis(_ page: Int) throws -> PageAnalysis {
        let name = SliceFile.analysis(page)
        var bytes: [UInt8] = []
        try slices.forEachPiece(of: name) { bytes.append(contentsOf: $0) }
        guard let analysis = PageAnalysis(bytes: bytes) else {
            throw Failure(.internal, "The slices' file \(name) can't be understood.")
        }
        return analysis
    }

    private func takeImages() throws {
        let folder = try output.folder(OutputKind.images.fileName)
        for page in pages where !failedPages.contains(page) {
            try slices.give(SliceFile.image(page), to: folder, isRequired: true)
        }
    }

    private func append(_ name: String, to file: inout OutputFile) throws {
        try slices.forEachPiece(of: name) { try file.write($0) }
    }
}
