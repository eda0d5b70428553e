// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The page for people. It loads nothing from elsewhere and runs nothing but its own script.
struct PageRoutes: Sendable {
    private let page: [UInt8]

    /// - Parameter outputs: what a job makes when it does not say; their boxes are ticked.
    init(outputs: [OutputKind]) {
        let blank = String(decoding: PackageResources.index_html, as: UTF8.self)
        let ticked = outputs.reduce(blank) { text, kind in
            let value = "value=\"\(kind.rawValue)\""
            return text.replacing(value, with: value + " checked")
        }
        page = Array(ticked.utf8)
    }

    func index(_ request: Request, context: FrontRequestContext) async throws -> Response {
        Self.response(page, "text/html; charset=utf-8")
    }

    func script(_ request: Request, context: FrontRequestContext) async throws -> Response {
        Self.response(PackageResources.app_js, "text/javascript; charset=utf-8")
    }

    func style(_ request: Request, context: FrontRequestContext) async throws -> Response {
        Self.response(PackageResources.app_css, "text/css; charset=utf-8")
    }

    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
        base-uri 'none'; form-action 'self'; frame-ancestors 'none'
        """

    private static func response(_ bytes: [UInt8], _ mediaType: String) -> Response {
        let headers: HTTPFields = [
            .contentType: mediaType,
            .cacheControl: "no-cache",
            .contentSecurityPolicy: policy,
            .crossOriginResourcePolicy: "same-origin",
            .referrerPolicy: "no-referrer",
            .xContentTypeOptions: "nosniff",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
