// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import Hummingbird

/// Refuses what a browser sends for a page of another site: whoever visits a foreign page must not hand in or delete
/// documents by it. Other programs say nothing of a site (Fetch Metadata, W3C), and pass.
struct CrossSiteMiddleware: RouterMiddleware {
    typealias Context = FrontRequestContext

    func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let changes = request.method != .get && request.method != .head
        guard !changes || request.headers[.secFetchSite] != "cross-site" else {
            throw Problem(.crossSite, "A page of another site asks for this; only the front's own page may.")
        }
        return try await next(request, context)
    }
}
