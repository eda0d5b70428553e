// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import Hummingbird
import HummingbirdCore

/// How a request brings its documents.
enum UploadForm: Hashable {
    /// The body is the document.
    case raw
    case multipart(boundary: String)

    init(_ request: Request) throws(Problem) {
        let text = request.headers[.contentType] ?? ""
        guard text.lowercased().hasPrefix("multipart/") else {
            self = .raw
            return
        }
        let type = HeaderValue(text)
        guard let type, type.value.lowercased() == "multipart/form-data" else {
            throw Problem(.badMultipart, "Content-Type \(text.prefix(80)) is not understood; send multipart/form-data.")
        }
        guard let boundary = type["boundary"], Self.isBoundary(boundary) else {
            throw Problem(.badMultipart, "Content-Type has no boundary of 1 to 70 characters.")
        }
        self = .multipart(boundary: boundary)
    }

    private static func isBoundary(_ text: String) -> Bool {
        (1...70).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && text.last != " "
    }
}
