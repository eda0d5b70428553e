// SPDX-License-Identifier: GPL-3.0-or-later

/// The header of one part of a form.
struct PartHeader: Hashable {
    /// The form field.
    let name: String
    /// As the client says it; nil for a plain field.
    let fileName: String?

    init(name: String, fileName: String? = nil) {
        self.name = name
        self.fileName = fileName
    }

    /// - Parameter block: header lines without the empty line at the end.
    init(_ block: String) throws(MultipartError) {
        var disposition: HeaderValue?
        for line in block.split(separator: "\r\n") {
            let (name, value) = try Self.field(line)
            switch name {
            case "content-disposition":
                guard disposition == nil else { throw .malformedHeader("Content-Disposition stands there twice") }
                disposition = HeaderValue(value)
            case "content-transfer-encoding":
                guard ["7bit", "8bit", "binary"].contains(value.lowercased()) else { throw .encoded(value) }
            default: continue
            }
        }
        guard let disposition, disposition.value.lowercased() == "form-data", let name = disposition["name"] else {
            throw .noName
        }
        self.init(name: Self.unescaped(name), fileName: disposition["filename"].map(Self.unescaped))
    }

    private static func field(_ line: Substring) throws(MultipartError) -> (name: String, value: String) {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].first, first != " ", first != "\t", parts[0].last != " " else {
            throw .malformedHeader(String(line.prefix(80)))
        }
        return (parts[0].lowercased(), String(parts[1].drop { $0 == " " || $0 == "\t" }))
    }

    /// Browsers write a quotation mark so (HTML, multipart/form-data encoding algorithm).
    private static func unescaped(_ text: String) -> String {
        text.split(separator: "%22", omittingEmptySubsequences: false).joined(separator: "\"")
    }
}
