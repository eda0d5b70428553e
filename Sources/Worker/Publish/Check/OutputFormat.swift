// SPDX-License-Identifier: GPL-3.0-or-later

/// What the end of an output's name says of it.
enum OutputFormat {
    case text, markdown, html, json, png, pdf

    /// Nil for a name that says nothing.
    init?(of path: String) {
        switch path.split(separator: ".").last {
        case "txt": self = .text
        case "md": self = .markdown
        case "html": self = .html
        case "json": self = .json
        case "png": self = .png
        case "pdf": self = .pdf
        default: return nil
        }
    }

    var mediaType: String {
        switch self {
        case .text: "text/plain; charset=utf-8"
        case .markdown: "text/markdown; charset=utf-8"
        case .html: "text/html; charset=utf-8"
        case .json: "application/json"
        case .png: "image/png"
        case .pdf: "application/pdf"
        }
    }

    /// What such a file is, for people.
    var name: String {
        switch self {
        case .text, .markdown, .html: "text in UTF-8"
        case .json: "JSON"
        case .png: "PNG image"
        case .pdf: "PDF"
        }
    }

    var check: any FormatCheck {
        switch self {
        case .text, .markdown, .html: TextCheck()
        case .json: JSONCheck()
        case .png: ImageCheck()
        case .pdf: PDFCheck()
        }
    }
}
