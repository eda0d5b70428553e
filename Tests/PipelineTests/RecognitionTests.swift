// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Testing

/// Pages that are pictures, and pictures that are documents.
@Suite(.timeLimit(minutes: 3))
struct RecognitionTests {
    let site: Site

    init() throws { site = try Site() }

    private static func sample(_ name: String) throws -> Data {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Samples/documents")
        return try Data(contentsOf: folder.appendingPathComponent(name))
    }

    private func result(_ job: Job, _ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(site.home)/results/\(job.id)/\(name)"))
    }

    private static let lines = ["Delivery note 2025-0117", "Willow Cycle Works, Norwich", "2 leather straps"]

    @Test(arguments: [
        "scan.pdf", "scan.png", "scan-palette.png", "scan-alpha.png", "scan-16bit.png", "scan.jpg", "scan-cmyk.jpg",
        "scan-exif6.jpg", "scan.tif", "scan.webp", "scan-skewed.png",
    ])
    func aPictureIsReadAndItsPDFIsSearchable(name: String) async throws {
        let worker = try await site.worker("--outputs", "text,markdown,layout,metadata,thumbnail,pdf")
        try site.drop(Self.sample(name), as: name)
        try await worker.completed(name)
        let job = try #require(try await site.job(named: name))
        #expect(job.pages?.failed == 0)
        let text = try site.text(of: job)
        for line in Self.lines { #expect(text.contains(line), "\(text)") }
        #expect(String(decoding: try result(job, "layout.json"), as: UTF8.self).contains(#""confidence":"#))

        let pdf = try result(job, "document.pdf")
        let again = try await worker.text(ofSearchable: pdf, site)
        for line in Self.lines { #expect(again.contains(line), "\(again)") }
    }

    @Test func theSecondPageOfATIFFIsReadToo() async throws {
        let worker = try await site.worker("--outputs", "text")
        try site.drop(Self.sample("scan.tif"), as: "scan.tif")
        try await worker.completed("scan.tif")
        let job = try #require(try await site.job(named: "scan.tif"))
        #expect(job.mediaType == "image/tiff")
        #expect(job.pages == .init(total: 2, done: 2, failed: 0))
        #expect(try site.text(of: job).split(separator: "\u{c}").allSatisfy { $0.contains("Willow Cycle Works") })
    }

    @Test func nothingIsReadWhereNobodyAsks() async throws {
        let worker = try await site.worker()
        let request = #"{"name":"scan.pdf","options":{"outputs":["text","pdf"],"ocr":"never"}}"#
        let id = try site.submit(Self.sample("scan.pdf"), request: request)
        try await worker.completed("scan.pdf")
        let job = try #require(try await site.reader.job(id))
        #expect(try site.text(of: job).isEmpty)
        #expect(try result(job, "document.pdf") == Self.sample("scan.pdf"))
    }

    @Test func theWorkersSettingHoldsWhereARequestSaysNothing() async throws {
        let worker = try await site.worker("--outputs", "text", "--ocr", "never")
        let asked = try site.submit(Self.sample("scan.pdf"), request: #"{"name":"asked","options":{"ocr":"always"}}"#)
        try await worker.completed("asked")
        let unasked = try site.submit(Self.sample("scan.pdf"), request: #"{"name":"unasked","options":{"dpi":72}}"#)
        try await worker.completed("unasked")
        #expect(try site.text(of: #require(try await site.reader.job(asked))).contains("Willow Cycle Works"))
        #expect(try site.text(of: #require(try await site.reader.job(unasked))).isEmpty)
    }

    @Test func aDocumentWithTextIsDeliveredAsItIs() async throws {
        let worker = try await site.worker("--outputs", "pdf")
        try site.drop(SamplePDF.pages(3), as: "three.pdf")
        try await worker.completed("three.pdf")
        let job = try #require(try await site.job(named: "three.pdf"))
        #expect(try result(job, "document.pdf") == SamplePDF.pages(3))
    }

    @Test func aLanguageThatIsMissingIsNamedWithItsPackage() async throws {
        let worker = try await site.worker()
        let request = #"{"name":"scan.pdf","options":{"outputs":["text"],"lang":"xyz_abc"}}"#
        let id = try site.submit(Self.sample("scan.pdf"), request: request)
        _ = try await worker.failed("scan.pdf")
        worker.signal(SIGTERM)
        _ = await worker.log.ended()
        let error = try #require(try await site.reader.job(id)?.error)
        #expect(error.code == .invalidRequest)
        #expect(error.message.contains("tesseract-ocr-xyz-abc"))
    }

    @Test func theSamePictureGivesTheSameBytes() async throws {
        let worker = try await site.worker("--outputs", "text,layout,pdf")
        var bytes: [[Data]] = []
        for name in ["one.tif", "two.tif"] {
            try site.drop(Self.sample("scan.tif"), as: name)
            try await worker.completed(name)
            let job = try #require(try await site.job(named: name))
            bytes.append(try ["text.txt", "layout.json", "document.pdf"].map { try result(job, $0) })
        }
        #expect(bytes[0] == bytes[1])
    }

    @Test(arguments: [
        ("huge.png", FailureCode.tooLarge), ("cut.png", .corrupt), ("broken.png", .corrupt), ("cut.jpg", .corrupt),
        ("tableless.jpg", .corrupt), ("cut.tif", .corrupt), ("cut.webp", .corrupt),
    ])
    func aBadPictureFailsWithItsOwnReason(name: String, code: FailureCode) async throws {
        let worker = try await site.worker("--outputs", "text,pdf", "--attempts", "1")
        try site.drop(Self.bad(name), as: name)
        _ = try await worker.failed(name)
        worker.signal(SIGTERM)
        _ = await worker.log.ended()
        #expect(try await site.job(named: name)?.error?.code == code)
    }

    @Test(arguments: [("scan.jpg", false), ("broken.jpg", true)])
    func aJPEGSaysWhereItIsDamaged(name: String, isDamaged: Bool) async throws {
        let worker = try await site.worker("--outputs", "text,metadata,pdf")
        try site.drop(isDamaged ? Self.bad(name) : Self.sample(name), as: name)
        try await worker.completed(name)
        let job = try #require(try await site.job(named: name))
        let metadata = String(decoding: try result(job, "metadata.json"), as: UTF8.self)
        #expect(metadata.contains(#""warnings":["The picture's data are damaged"#) == isDamaged)
    }

    /// Libpng writes to standard error by itself.
    @Test func whatALibrarySaysIsALineOfTheLog() async throws {
        let worker = try await site.worker("--outputs", "text", "--attempts", "1")
        try site.drop(Self.bad("broken.png"), as: "broken.png")
        _ = try await worker.log.entry {
            $0["message"] == "the converter says" && $0["words"]?.hasPrefix("libpng error") == true
        }
        _ = try await worker.failed("broken.png")
        #expect(await worker.log.entries.allSatisfy { $0["level"] != nil })
    }

    @Test func aPictureOfOnePixelHasNothingToRead() async throws {
        let worker = try await site.worker("--outputs", "text,pdf,thumbnail")
        try site.drop(Self.sample("pixel.png"), as: "pixel.png")
        try await worker.completed("pixel.png")
        let job = try #require(try await site.job(named: "pixel.png"))
        #expect(try site.text(of: job).isEmpty)
    }

    private static func bad(_ name: String) throws -> Data {
        let parts = name.split(separator: ".")
        var data = try sample("scan.\(parts[1])")
        switch parts[0] {
        case "cut": return data.prefix(data.count / 2)
        case "huge":
            // Width and height of 100,000 pixels in the header.
            for offset in [16, 20] { data.replaceSubrange(offset..<offset + 4, with: [0x00, 0x01, 0x86, 0xA0]) }
            return data
        case "tableless":
            // The counts of the first Huffman table.
            let table = try #require(data.firstRange(of: [0xFF, 0xC4])).upperBound
            data.replaceSubrange(table + 3..<table + 19, with: repeatElement(0xEE, count: 16))
            return data
        default:
            let middle = data.count / 2
            for offset in middle..<middle + 64 { data[offset] ^= 0xFF }
            return data
        }
    }
}

extension Program {
    /// The text that a PDF already has.
    fileprivate func text(ofSearchable pdf: Data, _ site: Site) async throws -> String {
        let request = #"{"name":"searchable.pdf","options":{"outputs":["text"],"ocr":"never"}}"#
        let id = try site.submit(pdf, request: request)
        try await completed("searchable.pdf")
        guard let job = try await site.reader.job(id) else { return "" }
        return try site.text(of: job)
    }
}
