// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The answer that carries one output: conditions, ranges, and headers that let nothing in it act as a page of ours.
struct ResultAnswer {
    private let file: ResultFile
    private let tag: EntityTag?
    private let mediaType: String
    private let disposition: ContentDisposition

    init(_ file: ResultFile, name: String) {
        self.file = file
        tag = file.output.sha256.map(EntityTag.init)
        mediaType = file.output.mediaType ?? "application/octet-stream"
        let isActive = ["html", "svg", "xml"].contains { [mediaType] in mediaType.lowercased().contains($0) }
        let fileName = file.output.name.split(separator: "/").last.map { String($0) } ?? name
        disposition = ContentDisposition(isActive ? .attachment : .inline, fileName: fileName)
    }

    func response(to request: Request) throws -> Response {
        if let tag, tag.isListed(in: request.headers[.ifNoneMatch]) {
            return Response(status: .notModified, headers: cacheHeaders)
        }
        switch range(for: request) {
        case .whole: return Response(status: .ok, headers: headers, body: file.body(0..<file.size))
        case .part(let range):
            var headers = headers
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
            return Response(status: .partialContent, headers: headers, body: file.body(range))
        case .unsatisfiable:
            let detail = "The file has \(file.size) bytes; ask for a range within."
            throw Problem(.badRange, detail, headers: [.contentRange: "bytes */\(file.size)"])
        }
    }

    /// Ranges are for GET alone.
    private func range(for request: Request) -> ByteRange {
        let condition = request.headers[.ifRange]
        guard request.method == .get, tag?.allowsRange(condition) ?? (condition == nil) else { return .whole }
        return ByteRange(request.headers[.range], size: file.size)
    }

    private var cacheHeaders: HTTPFields {
        var headers: HTTPFields = [.cacheControl: "private, no-cache"]
        headers[.eTag] = tag?.text
        return headers
    }

    private var headers: HTTPFields {
        var headers = cacheHeaders
        headers[.contentType] = mediaType
        headers[.contentDisposition] = disposition.text
        headers[.acceptRanges] = "bytes"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.contentSecurityPolicy] = "default-src 'none'; sandbox; frame-ancestors 'none'"
        headers[.crossOriginResourcePolicy] = "same-origin"
        headers[.referrerPolicy] = "no-referrer"
        return headers
    }
}
