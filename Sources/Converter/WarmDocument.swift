// SPDX-License-Identifier: GPL-3.0-or-later

import Poppler

/// A page with a word in a font that isn't embedded: opening, reading and drawing it loads what poppler loads lazily.
enum WarmDocument {
    private static let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Length 38>>stream\nBT /F 20 Tf 20 40 Td (Pannier) Tj ET  \nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Title<FEFF00500061006E006E006900650072>/CreationDate(D:20250101120000+01'00')>>",
    ]

    static func open() throws -> Document {
        let document = try Document(bytes: bytes)
        _ = document.title
        _ = document.created
        guard let page = document.page(1), let size = PixelSize(width: 200, height: 100) else { return document }
        _ = ContentReader(of: document, descriptor: -1)?.contents(ofPage: 1, limits: ContentLimits())
        _ = try page.raster(size)
        return document
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
