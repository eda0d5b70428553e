// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import WebFront

/// What a client sends ahead of the answers waits.
struct PipelinedRequestTests {
    private let channel = EmbeddedChannel(handler: PipelinedRequestHandler())

    private func request(_ path: String) -> HTTPRequestPart {
        .head(HTTPRequest(method: .get, scheme: "http", authority: "x", path: path))
    }

    /// The paths of what has been handed on since the last look.
    private func handedOn() throws -> [String?] {
        var paths: [String?] = []
        while let part = try channel.readInbound(as: HTTPRequestPart.self) {
            if case .head(let head) = part { paths.append(head.path) }
        }
        return paths
    }

    /// Writes an answer, which the client takes when the test says so.
    private func answer() {
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.write(HTTPResponsePart.end(nil), promise: nil)
    }

    @Test func oneIsInHandUntilItsAnswerIsTaken() throws {
        for path in ["/1", "/2", "/3"] {
            try channel.writeInbound(request(path))
            try channel.writeInbound(HTTPRequestPart.end(nil))
        }
        #expect(try handedOn() == ["/1"])
        for next in [["/2"], ["/3"], []] {
            answer()
            #expect(try handedOn().isEmpty, "the client has not taken it")
            channel.flush()
            #expect(try handedOn() == next)
        }
        _ = try channel.finish()
    }

    @Test func theEndOfWhatIsSentComesAfterIt() throws {
        let events = Events()
        try channel.pipeline.syncOperations.addHandler(events)
        for path in ["/1", "/2"] { try channel.writeInbound(request(path)) }
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(!events.isInputClosed)
        answer()
        channel.flush()
        #expect(try handedOn() == ["/1", "/2"])
        #expect(events.isInputClosed)
        _ = try channel.finish()
    }

    private final class Events: ChannelInboundHandler {
        typealias InboundIn = HTTPRequestPart

        private(set) var isInputClosed = false

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .inputClosed? = event as? ChannelEvent { isInputClosed = true }
        }
    }
}
