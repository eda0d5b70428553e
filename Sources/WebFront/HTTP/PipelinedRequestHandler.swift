// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import NIOHTTPTypes

/// One request of a connection at a time: what a client sends before the answer to the one before has gone out waits here,
/// and no more is read. Else whoever sends many and reads nothing would have us keep all the answers.
final class PipelinedRequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum Arrival {
        case part(HTTPRequestPart)
        case endOfInput
        case error(any Error)
    }

    private var waiting = CircularBuffer<Arrival>()
    /// From a request's head until the kernel has all of its answer.
    private var isInHand = false
    private var isReadHeld = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard waiting.isEmpty, isItsTurn(part) else { return waiting.append(.part(part)) }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if !waiting.isEmpty, case .inputClosed? = event as? ChannelEvent { return waiting.append(.endOfInput) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard waiting.isEmpty else { return waiting.append(.error(error)) }
        context.fireErrorCaught(error)
    }

    func read(context: ChannelHandlerContext) {
        isReadHeld = !waiting.isEmpty
        if !isReadHeld { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenSuccess { self.goOn(context) }
        context.write(data, promise: promise)
    }

    private func isItsTurn(_ part: HTTPRequestPart) -> Bool {
        guard case .head = part else { return true }
        defer { isInHand = true }
        return !isInHand
    }

    private func goOn(_ context: ChannelHandlerContext) {
        isInHand = false
        guard !waiting.isEmpty else { return }
        while let next = waiting.first {
            if case .part(let part) = next, !isItsTurn(part) { break }
            handOn(waiting.removeFirst(), context)
        }
        context.fireChannelReadComplete()
        guard isReadHeld, waiting.isEmpty else { return }
        isReadHeld = false
        context.read()
    }

    private func handOn(_ arrival: Arrival, _ context: ChannelHandlerContext) {
        switch arrival {
        case .part(let part): context.fireChannelRead(wrapInboundOut(part))
        case .endOfInput: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        case .error(let error): context.fireErrorCaught(error)
        }
    }
}
