// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import FoundationEssentials

/// What must hold of every output, whatever the page was.
enum RenderedOutputs {
    static func check(_ pages: [PageAnalysis]) {
        for page in pages {
            precondition(
                (try? JSONDecoder().decode(Layout.self, from: Data(page.json))) != nil,
                "layout.json is no JSON"
            )
            let text = String(validating: PageText(page).utf8, as: UTF8.self)
            precondition(text.map { !$0.unicodeScalars.contains(where: steersTerminals) } == true, "text has controls")
        }
        let document = DocumentBuilder(pages).document()
        precondition(!document.markdown.unicodeScalars.contains { $0 == "\u{1B}" }, "Markdown has controls")
        HTMLCheck.check(document.htmlBody)
    }

    private struct Layout: Decodable { var number: Int }

    private static func steersTerminals(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\t" && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
    }
}
