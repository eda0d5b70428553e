// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// The body of a request, within limits. It ends only where the client said that it ends.
struct BodyReader {
    private let limits: UploadLimits
    private let announced: Int?
    private let begun = ContinuousClock.now
    private var iterator: RequestBody.AsyncIterator
    private var received = 0

    /// Refuses what need not be read to be refused; then lets the client send.
    init(_ request: Request, context: FrontRequestContext, limits: UploadLimits) async throws {
        self.limits = limits
        announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limits.mostBytes { throw Problem.tooLarge(limit: limits.mostBytes) }
        if let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw Problem(
                .unsupportedEncoding,
                "Content-Encoding \(encoding) is not understood; send the bytes as they are."
            )
        }
        if request.headers[.expect]?.lowercased() == "100-continue" {
            try await context.channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
        }
        iterator = request.body.makeAsyncIterator()
    }

    /// Nil at the end of a whole body.
    mutating func next() async throws -> ByteBuffer? {
        guard let buffer = try await part() else {
            // A reader that is cancelled sees the end of the stream as well.
            try Task.checkCancellation()
            if let announced, announced != received { throw Self.incomplete }
            return nil
        }
        received += buffer.readableBytes
        guard received <= limits.mostBytes else { throw Problem.tooLarge(limit: limits.mostBytes) }
        try checkRate()
        return buffer
    }

    private mutating func part() async throws -> ByteBuffer? {
        do {
            return try await iterator.next(isolation: #isolation)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Self.incomplete
        }
    }

    private func checkRate() throws(Problem) {
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        guard seconds > limits.grace / .seconds(1), Double(received) < Double(limits.leastRate) * seconds else {
            return
        }
        throw Problem(.tooSlow, "The body came at less than \(limits.leastRate) bytes a second. Nothing was accepted.")
    }

    private static var incomplete: Problem {
        Problem(
            .incompleteBody,
            "The body ended before it was whole, or is malformed. Nothing was accepted; send it again."
        )
    }
}
