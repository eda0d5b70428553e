// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Poppler

@testable import Converter

/// A page of 600 × 800 points, drawn by a content stream and read as the converter does.
struct DrawnPage {
    /// The number of the first of the objects that a test adds.
    static let firstObject = 6

    let contents: PageContents

    /// - Parameter stream: finds Helvetica as `/F1`, and the first added object as `/X`.
    init(_ stream: String, adding objects: [String] = []) throws {
        let fonts = "/F1 5 0 R" + (objects.isEmpty ? "" : " /X \(Self.firstObject) 0 R")
        let bytes = Self.file(
            [
                "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
                    + "/Resources << /Font << \(fonts) >> >> >>",
                Self.stream(stream),
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            ] + objects
        )
        let document = try Document(bytes: bytes)
        guard let reader = ContentReader(of: document, descriptor: -1), let page = document.page(1),
            let drawn = reader.contents(ofPage: 1, limits: ContentLimits())
        else { throw Unreadable() }
        contents = PageContents(1, drawn, page, outline: [])
    }

    var text: String { String(decoding: PageText(PageAnalyser(contents).analysis()).utf8, as: UTF8.self) }

    static func stream(_ text: String) -> String { "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream" }

    private struct Unreadable: Error {}

    private static func file(_ objects: [String]) -> [UInt8] {
        var text = "%PDF-1.7\n"
        for (index, object) in objects.enumerated() { text += "\(index + 1) 0 obj\n\(object)\nendobj\n" }
        // Without a table of its objects, which is made anew then.
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\n%%EOF\n"
        return Array(text.utf8)
    }
}
