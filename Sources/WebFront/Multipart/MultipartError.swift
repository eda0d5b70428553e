// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a body is not the multipart that it claims to be.
enum MultipartError: Error, Hashable, CustomStringConvertible {
    case noFirstBoundary
    case noFinalBoundary
    case tooManyParts
    case headerTooLarge
    case malformedHeader(String)
    case noName
    case encoded(String)

    var description: String {
        switch self {
        case .noFirstBoundary: "The body does not begin with the boundary that its Content-Type names."
        case .noFinalBoundary: "The body ends without its final boundary; it was cut off."
        case .tooManyParts: "The body has more than \(MultipartParser.mostParts) parts; send several requests."
        case .headerTooLarge: "A part's header is larger than \(MultipartParser.mostHeaderBytes) bytes."
        case .malformedHeader(let line): "A part's header can't be read: \(line)"
        case .noName: "A part has no Content-Disposition of form-data with a name."
        case .encoded(let encoding): "A part has the Content-Transfer-Encoding \(encoding); send the bytes as they are."
        }
    }
}
