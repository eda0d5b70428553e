// SPDX-License-Identifier: GPL-3.0-or-later

import Hummingbird
import HummingbirdCore

/// Lets a request's handler run on its connection's thread: else each buffer of a body wakes another thread, and that
/// costs more than the buffer.
struct EventLoopMiddleware: RouterMiddleware {
    typealias Context = FrontRequestContext

    func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        try await withTaskExecutorPreference(EventLoopExecutor(context.channel.eventLoop)) {
            try await next(request, context)
        }
    }
}
