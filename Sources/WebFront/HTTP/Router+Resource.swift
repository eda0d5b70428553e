// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import Hummingbird
import HummingbirdCore

extension Router where Context == FrontRequestContext {
    typealias Handler = @Sendable (Request, FrontRequestContext) async throws -> Response

    /// One path with its methods; HEAD goes with GET, and every other method is refused with the list of these.
    func resource(_ path: RouterPath, _ handlers: [HTTPRequest.Method: Handler]) {
        var handlers = handlers
        if let get = handlers[.get] {
            handlers[.head] = { try await get($0, $1).createHeadResponse() }
        }
        let allowed = handlers.keys.map(\.rawValue).sorted().joined(separator: ", ")
        for method in Self.methods.union(handlers.keys) {
            if let handler = handlers[method] {
                on(path, method: method, use: handler)
            } else {
                on(path, method: method) { request, _ -> Response in
                    let detail = "\(request.method.rawValue) is not allowed here; allowed are \(allowed)."
                    throw Problem(.methodNotAllowed, detail, headers: [.allow: allowed])
                }
            }
        }
    }

    private static var methods: Set<HTTPRequest.Method> {
        [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]
    }
}
