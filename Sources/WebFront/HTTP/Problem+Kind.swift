// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes

extension Problem {
    /// The fixed kinds of error: programs compare `type`.
    struct Kind: Hashable, Sendable {
        let slug: String
        let title: String
        let status: HTTPResponse.Status

        var type: String { "/problems/" + slug }

        private init(_ slug: String, _ title: String, _ status: HTTPResponse.Status) {
            self.slug = slug
            self.title = title
            self.status = status
        }

        static let badRequest = Kind("bad-request", "The request can't be understood", .badRequest)
        static let invalidOption = Kind("invalid-option", "An option is not allowed", .badRequest)
        static let unknownField = Kind("unknown-field", "There is no such field", .badRequest)
        static let badMultipart = Kind("bad-multipart", "The form can't be read", .badRequest)
        static let noFile = Kind("no-file", "There is no file in the request", .badRequest)
        static let emptyFile = Kind("empty-file", "The file is empty", .badRequest)
        static let incompleteBody = Kind("incomplete-body", "The request ended early", .badRequest)
        static let crossSite = Kind("cross-site", "Other sites' pages may not do this", .forbidden)
        static let notFound = Kind("not-found", "There is nothing here", .notFound)
        static let jobNotFound = Kind("job-not-found", "There is no such job", .notFound)
        static let noResults = Kind("no-results", "The job has no results", .notFound)
        static let resultNotFound = Kind("result-not-found", "The job has no such result", .notFound)
        static let methodNotAllowed = Kind("method-not-allowed", "The method is not allowed here", .methodNotAllowed)
        static let tooSlow = Kind("too-slow", "The request comes too slowly", .requestTimeout)
        static let wrongState = Kind("wrong-state", "The job's state does not allow it", .conflict)
        static let tooLarge = Kind("too-large", "The request is too large", .contentTooLarge)
        static let unsupportedEncoding = Kind(
            "unsupported-encoding",
            "The body is encoded in a way that is not understood",
            .unsupportedMediaType
        )
        static let badRange = Kind("bad-range", "The range lies outside of the file", .rangeNotSatisfiable)
        static let internalError = Kind("internal", "Something went wrong here", .internalServerError)
        static let unavailable = Kind("unavailable", "The service can't take requests now", .serviceUnavailable)
        static let diskFull = Kind(
            "disk-full",
            "There is no space left for uploads",
            .init(code: 507, reasonPhrase: "Insufficient Storage")
        )
    }
}
