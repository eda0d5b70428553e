// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

/// Puts the files of all slices together into whole outputs.
struct AssembleStep {
    private let pages: [Int]
    private let failedPages: Set<Int>
    private let outputs: Set<OutputKind>
    private let document: Int32
    private let slices: Folder
    private let output: Folder
    private let limits: Limits

    init(_ plan: AssemblePlan, _ request: ConversionRequest, document: Int32, slices: Folder, output: Folder) {
        pages = plan.pages.flatMap { $0.first <= $0.last ? Array($0.pages) : [] }
        failedPages = Set(plan.failedPages)
        outputs = request.outputs
        limits = request.limits
        self.document = document
        self.slices = slices
        self.output = output
    }

    func run() throws {
        if outputs.contains(.text) { try assembleText() }
        if outputs.contains(.layout) { try assembleLayout() }
        if outputs.contains(.images) { try takeImages() }
        if outputs.contains(.pdf) { try assemblePDF() }
        // *Inspect* wrote it where the slices are.
        if outputs.contains(.metadata) { _ = try output.take(OutputKind.metadata.fileName, from: slices) }
        if outputs.contains(.thumbnail) { _ = try output.take(SliceFile.thumbnail, from: slices) }
    }

    private func assemblePDF() throws {
        try PDFAssembly(
            pages: pages,
            failedPages: failedPages,
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
        try file.write(#"{"version":1,"pages":["#.utf8)
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

    private func takeImages() throws {
        let folder = try output.folder(OutputKind.images.fileName)
        for page in pages where !failedPages.contains(page) {
            let name = SliceFile.image(page)
            guard try folder.take(name, from: slices) else { throw Self.missing(name) }
        }
    }

    private func append(_ name: String, to file: inout OutputFile) throws {
        guard let input = try slices.open(name) else { throw Self.missing(name) }
        try input.forEachPiece { try file.write($0) }
    }

    private static func missing(_ name: String) -> Failure {
        Failure(.internal, "The slices' file \(name) is missing.")
    }
}
