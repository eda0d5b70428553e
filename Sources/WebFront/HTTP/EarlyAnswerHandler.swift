// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// An answer that goes out before the request has come in whole ends the connection: otherwise all of a body that was
/// refused would have to be read first. What still comes is drained for a while, since closing at once would take the
/// answer away from a client that is still sending (RFC 9112, 9.6).
final class EarlyAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let lingering: TimeAmount
    private var isReceiving = false
    /// Requests that have begun to come in, less the answers that have gone out: a client need not wait for one.
    private var unanswered = 0
    private var isClosing = false
    /// What comes after the last request that is answered gets no answer, and so must have no effect.
    private var isDeaf = false

    init(lingering: TimeAmount = .seconds(5)) { self.lingering = lingering }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isDeaf = isClosing
            isReceiving = true
            unanswered += 1
        case .body: break
        case .end: isReceiving = false
        }
        if !isDeaf { context.fireChannelRead(data) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isReceiving && unanswered == 1 && head.status.kind != .informational:
            isClosing = true
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isClosing:
            context.writeAndFlush(data, promise: promise)
            context.close(mode: .output, promise: nil)
            context.eventLoop.assumeIsolated().scheduleTask(in: lingering) { context.close(promise: nil) }
        case .end:
            unanswered -= 1
            context.write(data, promise: promise)
        default: context.write(data, promise: promise)
        }
    }
}
