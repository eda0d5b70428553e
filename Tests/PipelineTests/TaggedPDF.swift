// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A page of four marked contents, in the order in which they are drawn, and a structure tree that orders them otherwise.
struct TaggedPDF {
    /// The first of the tree's objects.
    private static let tree = 6
    private static let font = 5

    /// Objects of the tree, from number 6, which is its root.
    var objects: [String]

    /// Heading, paragraph and two items of a list, of the contents 3, 0, 2, and 1.
    static let plain = TaggedPDF(objects: [
        "<< /Type /StructTreeRoot /K 7 0 R /ParentTree 13 0 R /RoleMap << /Chapter /H1 >> >>",
        "<< /S /Document /P 6 0 R /K [8 0 R 9 0 R 10 0 R] >>",
        "<< /S /Chapter /P 7 0 R /Pg 3 0 R /K 3 >>",
        "<< /S /P /P 7 0 R /Pg 3 0 R /K [0] >>",
        "<< /S /L /P 7 0 R /K [11 0 R 12 0 R] >>",
        "<< /S /LI /P 10 0 R /K [<< /Type /MCR /Pg 3 0 R /MCID 2 >>] >>",
        "<< /S /LI /P 10 0 R /Pg 3 0 R /K 1 >>",
        "<< /Nums [0 [9 0 R 12 0 R 11 0 R 8 0 R]] >>",
    ])

    /// Elements that are above each other.
    static var cyclic: TaggedPDF {
        var pdf = plain
        pdf.objects[1] = "<< /S /Document /P 10 0 R /K [8 0 R 9 0 R 10 0 R] >>"
        pdf.objects[4] = "<< /S /L /P 7 0 R /K [11 0 R 12 0 R 7 0 R] >>"
        return pdf
    }

    /// Elements within each other, more than anybody would follow.
    static func deep(_ depth: Int) -> TaggedPDF {
        var pdf = plain
        let first = tree + pdf.objects.count
        pdf.objects[1] = "<< /S /Document /P \(first) 0 R /K [8 0 R 9 0 R 10 0 R] >>"
        pdf.objects[0] = pdf.objects[0].replacingOccurrences(of: "/K 7", with: "/K \(first + depth - 1)")
        for level in 0..<depth {
            let parent = level + 1 < depth ? first + level + 1 : 6
            let kid = level > 0 ? first + level - 1 : 7
            pdf.objects.append("<< /S /Sect /P \(parent) 0 R /K [\(kid) 0 R] >>")
        }
        return pdf
    }

    /// An element with so many kids that aren't there, before those that are.
    static func wide(_ count: Int) -> TaggedPDF {
        var pdf = plain
        let kids = String(repeating: "9999 0 R ", count: count)
        pdf.objects[1] = "<< /S /Document /P 6 0 R /K [\(kids)8 0 R 9 0 R 10 0 R] >>"
        return pdf
    }

    /// Trees of roles and of numbers that never end.
    static var endless: TaggedPDF {
        var pdf = plain
        pdf.objects[0] = "<< /Type /StructTreeRoot /K 7 0 R /ParentTree 13 0 R /RoleMap << /P /Q /Q /P >> >>"
        pdf.objects[7] = "<< /Kids [13 0 R 13 0 R] /Limits [0 9] >>"
        return pdf
    }

    /// Without its tree.
    var untagged: Data { Self.file(objects: [], "") }

    var data: Data { Self.file(objects: objects, "/StructTreeRoot 6 0 R /MarkInfo << /Marked true >>") }

    private static func file(objects: [String], _ catalog: String) -> Data {
        let lines = [
            (700, "The riders carried letters between the depots of the town,"), (640, "parcels of all kinds"),
            (660, "letters"), (740, "Of riders and their loads"),
        ]
        let text = lines.enumerated().map { number, line in
            "/Span << /MCID \(number) >> BDC BT /F1 12 Tf 72 \(line.0) Td (\(line.1)) Tj ET EMC"
        }.joined(separator: "\n")
        return SamplePDF.file(
            [
                "<< /Type /Catalog /Pages 2 0 R \(catalog) >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /StructParents 0 "
                    + "/Resources << /Font << /F1 \(font) 0 R >> >> >>",
                "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            ] + objects
        )
    }
}
