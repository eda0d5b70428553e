// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import NIOCore
import NIOHTTPTypes

/// A client that takes nothing more of its answer loses the connection: Hummingbird's idle timeout does not count while an
/// answer is under way. What a slow reader takes is seen only when its full window opens again, megabytes later, so
/// patience has to be far longer than an idle connection's.
final class StalledReaderHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Bytes of a body: so much must be taken to be noticed.
    static let piece = 16 << 10
    /// Bytes that the kernel keeps unsent. It would keep megabytes, and ask for more only when a third of them is gone.
    private static let mostUnsent: SocketOptionValue = 256 << 10

    private let patience: TimeAmount
    /// Pieces that the kernel has taken.
    private var written: UInt64 = 0
    private var watch: Scheduled<Void>?

    /// - Parameter patience: nothing is taken for so long, or for up to twice as long.
    init(patience: TimeAmount) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        let option = NIOBSDSocket.Option(rawValue: TCP_NOTSENT_LOWAT)
        try? context.channel.syncOptions?.setOption(.tcpOption(option), value: Self.mostUnsent)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        watch?.cancel()
        watch = nil
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .body(var rest) = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        while rest.readableBytes > Self.piece, let piece = rest.readSlice(length: Self.piece) {
            write(piece, context, nil)
        }
        write(rest, context, promise)
    }

    private func write(_ piece: ByteBuffer, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in self.written += 1 }
        context.write(wrapOutboundOut(.body(piece)), promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable, watch == nil { expectProgress(context) }
        context.fireChannelWritabilityChanged()
    }

    private func expectProgress(_ context: ChannelHandlerContext) {
        let before = written
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { self.look(context, before) }
    }

    private func look(_ context: ChannelHandlerContext, _ before: UInt64) {
        watch = nil
        // What waits now waits for us.
        if context.channel.isWritable { return }
        if written == before { reset(context) } else { expectProgress(context) }
    }

    /// After an orderly end the kernel would go on to offer what it still holds.
    private func reset(_ context: ChannelHandlerContext) {
        _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        context.close(promise: nil)
    }
}
