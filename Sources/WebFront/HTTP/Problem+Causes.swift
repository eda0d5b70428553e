// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Spool

extension Problem {
    static func unknownField(_ name: String, known: [String]) -> Problem {
        let words = known.isEmpty ? "there are none here" : "known are \(known.joined(separator: ", "))"
        return Problem(.unknownField, "There is no field named \"\(name.prefix(80))\"; \(words).")
    }

    static func noJob(_ id: String) -> Problem {
        Problem(.jobNotFound, "There is no job \"\(id.prefix(80))\"; GET /v1/jobs lists what there is.")
    }

    static func tooLarge(limit: Int) -> Problem {
        Problem(.tooLarge, "The request is larger than the \(limit) bytes that are taken here (setting max-body).")
    }

    static func diskFull() -> Problem {
        Problem(.diskFull, "The disk is full; nothing was accepted. Try again later.", headers: [.retryAfter: "60"])
    }

    static func writeFailed() -> Problem {
        Problem(
            .unavailable,
            "The disk did not take the document; nothing was accepted. Send it again later.",
            headers: [.retryAfter: "30"]
        )
    }

    /// Any error as a problem. What is not meant for clients stays inside; the caller logs it.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let failure as Failure where failure.code == .invalidRequest: self.init(.invalidOption, failure.message)
        case let error as MultipartError: self.init(.badMultipart, error.description)
        case let error as SpoolError where error.isOutOfSpace: self = .diskFull()
        case let error as SpoolError where error.isFailedWrite || error.isReadOnly: self = .writeFailed()
        case let error as SpoolError where error.isPassing:
            self.init(.unavailable, "There is too much to do just now. Try again soon.", headers: [.retryAfter: "10"])
        case let error as HTTPError where error.status == .notFound:
            self.init(.notFound, "There is no page or route at this address.")
        case is CancellationError:
            self.init(.unavailable, "The service is stopping. Try again.", headers: [.retryAfter: "5"])
        default:
            self.init(
                .internalError,
                "The request failed for a reason on this side; the log says which. Try again later."
            )
        }
    }
}
