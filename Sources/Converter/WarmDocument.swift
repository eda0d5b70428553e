// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import DocumentLayout
import FoundationEssentials
import Poppler

/// A page with words in a font that isn't embedded, and a table of which its tags do not know: opening, reading and drawing
/// it loads what is loaded late.
enum WarmDocument {
    private static let contents = """
        /P <</MCID 0>> BDC
        BT /F 10 Tf 20 84 Td (1. Pannier) Tj 0 -18 Td (A w0rd! that a line bre-) Tj 0 -12 Td (aks, and one more.) Tj ET
        BT /F 8 Tf 24 34 Td (one) Tj 80 0 Td (1) Tj -80 -14 Td (two) Tj 80 0 Td (2) Tj ET
        20 44 m 180 44 l 20 30 m 180 30 l 20 16 m 180 16 l S
        20 44 m 20 16 l 100 44 m 100 16 l 180 44 m 180 16 l S
        EMC
        """
    private static let objects = [
        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 7 0 R/MarkInfo<</Marked true>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/StructParents 0/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Length \(contents.utf8.count)>>stream\n\(contents)\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Title<FEFF00500061006E006E006900650072>/CreationDate(D:20250101120000+01'00')>>",
        "<</Type/StructTreeRoot/K 8 0 R/ParentTree 9 0 R>>",
        "<</S/P/P 7 0 R/Pg 3 0 R/K 0>>",
        "<</Nums[0[8 0 R]]>>",
    ]

    static func open() throws -> Document {
        let document = try Document(bytes: bytes)
        _ = document.title
        _ = document.created
        guard let page = document.page(1), let size = PixelSize(width: 200, height: 100) else { return document }
        read(page, of: document)
        _ = try page.raster(size)
        return document
    }

    /// Swift completes its generic types when they are first used.
    private static func read(_ page: borrowing Page, of document: borrowing Document) {
        guard let reader = ContentReader(of: document, descriptor: -1),
            let drawn = reader.contents(ofPage: 1, limits: ContentLimits())
        else { return }
        let analysis = PageAnalyser(PageContents(1, drawn, page, outline: [])).analysis()
        _ = PageText(analysis).utf8
        _ = analysis.json
        let text = PageAnalysis(bytes: analysis.bytes).map { DocumentBuilder([$0]).document() }
        _ = text?.markdown
        _ = text?.htmlBody
        _ = TextQuality(analysis).isPoor
        bytes.withUnsafeBytes { _ = SourceDocument.mediaType(of: $0) }
        let inspected = PageReport.inspected(Inspection(mediaType: "application/pdf", pages: 1))
        for report in [inspected, .began(page: 1), .ended(page: 1), .assembled] {
            _ = try? JSONEncoder().encode(report)
        }
    }

    private static var bytes: [UInt8] {
        var body = "%PDF-1.4\n"
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            table += "\(padded(body.utf8.count)) 00000 n \n"
            body += "\(index + 1) 0 obj\(object)endobj\n"
        }
        let start = body.utf8.count
        body += table + "trailer<</Size \(objects.count + 1)/Root 1 0 R/Info 6 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(body.utf8)
    }

    private static func padded(_ offset: Int) -> String {
        let digits = String(offset)
        return String(repeating: "0", count: 10 - digits.count) + digits
    }
}
