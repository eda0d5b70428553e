// SPDX-License-Identifier: GPL-3.0-or-later

import Hummingbird
import HummingbirdCore
import Logging

/// Turns every error into problem details.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = FrontRequestContext

    func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            if problem.kind.status.code >= 500 {
                context.logger.error("request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            } else {
                context.logger.debug(
                    "request refused",
                    metadata: ["path": "\(request.uri.path)", "error": "\(problem)"]
                )
            }
            return request.method == .head ? problem.response.createHeadResponse() : problem.response
        }
    }
}
