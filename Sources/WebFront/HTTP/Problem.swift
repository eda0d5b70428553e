// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// An error as clients see it: problem details (RFC 9457). Its detail says what is wrong, where, and what to do, and
/// nothing of the inside.
struct Problem: Error, Hashable, CustomStringConvertible {
    let kind: Kind
    let detail: String
    var headers: HTTPFields = [:]

    init(_ kind: Kind, _ detail: String, headers: HTTPFields = [:]) {
        self.kind = kind
        self.detail = detail
        self.headers = headers
    }

    var description: String { "\(kind.slug): \(detail)" }

    var response: Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: kind.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }

    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = Body(type: kind.type, title: kind.title, status: kind.status.code, detail: detail)
        // Strings and a number: there is nothing that could fail.
        return (try? encoder.encode(body)).map(Array.init) ?? []
    }

    private struct Body: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
    }
}
