// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import FoundationEssentials
import Glibc

/// A document that is text already: it becomes UTF-8 with plain line ends, and one page.
struct PassThroughStep {
    /// Bytes of text that are taken.
    private static let largest = 200_000_000

    /// `metadata.json` of a text.
    private struct TextMetadata: Encodable {
        let mediaType: String
        let pages = 1
        /// Unicode scalars.
        let characters: Int
        let lines: Int
    }

    let request: ConversionRequest
    let mediaType: String
    let document: Int32
    let output: SliceFolder
    let reports: ReportPipe

    var inspection: Inspection { Inspection(mediaType: mediaType, pages: 1) }

    /// - Throws: `Failure` where nothing of what is asked for can be made of text.
    func requireOutputs() throws {
        guard inspection.outputs(of: request.outputs).isEmpty else { return }
        throw Failure(.unsupportedType, "The document is \(mediaType): of text, text and metadata are made.")
    }

    func run() throws {
        reports.send(.began(page: 1))
        try write(inspection.outputs(of: request.outputs))
        try output.pageEnded(1)
    }

    private func write(_ outputs: Set<OutputKind>) throws {
        let text = Self.plain(TextDecoder.decoded(try bytes()))
        if outputs.contains(.text) { try output.write(Array(text.utf8), to: SliceFile.text(1)) }
        guard outputs.contains(.metadata) else { return }
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + (text.isEmpty || text.hasSuffix("\n") ? 0 : 1)
        let metadata = TextMetadata(mediaType: mediaType, characters: text.unicodeScalars.count, lines: lines)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try output.write(Array(encoder.encode(metadata)) + [UInt8(ascii: "\n")], to: OutputKind.metadata.fileName)
    }

    private func bytes() throws -> [UInt8] {
        var facts = stat()
        guard fstat(document, &facts) == 0 else { throw SystemError("stat the document") }
        let size = Int(facts.st_size)
        guard size <= Self.largest else {
            throw Failure(.tooLarge, "The text has \(size) bytes; the limit is \(Self.largest).")
        }
        return try DescriptorBytes.first(size, of: document, "the document")
    }

    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }
}
