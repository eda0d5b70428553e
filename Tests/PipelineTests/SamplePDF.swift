// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Small PDF files made on the spot.
enum SamplePDF {
    /// Each page says "Page k of n" and `words`.
    static func pages(_ count: Int, words: String = "Pannier") -> Data {
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
        let kids = (0..<count).map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
        objects.append("<< /Type /Pages /Count \(count) /Kids [\(kids)] >>")
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        for page in 1...count {
            let text = "BT /F1 12 Tf 72 720 Td (Page \(page) of \(count) \(words)) Tj ET"
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents \(3 + 2 * page) 0 R "
                    + "/Resources << /Font << /F1 3 0 R >> >> >>"
            )
            objects.append("<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream")
        }
        return file(objects)
    }

    /// Forms that draw each other: little to read, and nobody sees the end of drawing it.
    static func endless() -> Data {
        let depth = 30
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"]
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                + "/Resources << /XObject << /X 5 0 R >> >> >>"
        )
        objects.append("<< /Length 5 >>\nstream\n/X Do\nendstream")
        for level in 0..<depth {
            let next = "/Resources << /XObject << /X \(6 + level) 0 R >> >>"
            let draw = "/X Do /X Do /X Do /X Do"
            objects.append(
                "<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] \(next) /Length \(draw.utf8.count) >>\n"
                    + "stream\n\(draw)\nendstream"
            )
        }
        objects.append("<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream")
        return file(objects)
    }

    static func file(_ objects: [String]) -> Data {
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        let rows = offsets.map { String(repeating: "0", count: 10 - String($0).count) + "\($0) 00000 n \n" }.joined()
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(rows)"
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Data(text.utf8)
    }
}
