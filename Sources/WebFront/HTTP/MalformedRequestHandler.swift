// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// Hummingbird answers what is no HTTP with an empty 400; this gives it the problem details that every error has.
final class MalformedRequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var isMalformed = false

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isMalformed = true
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard isMalformed, case .head(let head) = unwrapOutboundIn(data), head.status == .badRequest,
            head.headerFields[.contentLength] == "0"
        else { return context.write(data, promise: promise) }
        let problem = Problem(
            .badRequest,
            "The request is no HTTP that is understood here; check its first line and headers."
        )
        var response = problem.response
        response.headers[.connection] = "close"
        context.write(wrapOutboundOut(.head(response.head)), promise: promise)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: problem.json))), promise: nil)
    }
}
