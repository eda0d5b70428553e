// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import WebFront

/// Which readers of an answer are slow, and which have stopped, by a clock that the test sets.
struct StalledReaderTests {
    /// A socket that takes a piece when the test says so.
    private final class Socket: ChannelOutboundHandler {
        typealias OutboundIn = HTTPResponsePart

        private(set) var waiting: [(part: HTTPResponsePart, promise: EventLoopPromise<Void>?)] = []

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            waiting.append((unwrapOutboundIn(data), promise))
        }

        func takeOne() { waiting.removeFirst().promise?.succeed(()) }

        func handlerRemoved(context: ChannelHandlerContext) {
            for write in waiting { write.promise?.fail(ChannelError.ioOnClosedChannel) }
            waiting = []
        }
    }

    /// A connection with an answer of so many pieces on its way.
    private func connection(_ socket: Socket, pieces: Int) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handlers: [socket, StalledReaderHandler(patience: .seconds(60))])
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "/socket"), promise: nil)
        let body = ByteBuffer(repeating: 7, count: pieces * StalledReaderHandler.piece)
        channel.write(HTTPResponsePart.body(body), promise: nil)
        setWritable(channel, false)
        return channel
    }

    private func setWritable(_ channel: EmbeddedChannel, _ isWritable: Bool) {
        channel.isWritable = isWritable
        channel.pipeline.fireChannelWritabilityChanged()
    }

    @Test func whoTakesNothingIsCutOff() throws {
        let channel = try connection(Socket(), pieces: 3)
        channel.embeddedEventLoop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test func whoTakesALittleNowAndThenIsNot() throws {
        let socket = Socket()
        let channel = try connection(socket, pieces: 20)
        for _ in 0..<10 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(59))
            socket.takeOne()
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            #expect(channel.isActive)
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(!channel.isActive, "until it stops")
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test func nobodyIsBlamedForAnAnswerThatIsNotThereYet() throws {
        let channel = try connection(Socket(), pieces: 1)
        setWritable(channel, true)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test func anAnswerStaysWhole() throws {
        let socket = Socket()
        let channel = try connection(socket, pieces: 3)
        let bytes = socket.waiting.map { if case .body(let buffer) = $0.part { buffer.readableBytes } else { 0 } }
        #expect(bytes == [Int](repeating: StalledReaderHandler.piece, count: 3))
        _ = try channel.finish(acceptAlreadyClosed: true)
    }
}
