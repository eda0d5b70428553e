// SPDX-License-Identifier: GPL-3.0-or-later

import AsyncHTTPClient
import FoundationEssentials
import Jobs
import NIOCore
import NIOHTTP1

extension FrontClient: Submitter {
    func submit(_ document: SourceDocument) async throws -> Job {
        var request = HTTPClientRequest(url: try uploadURL(document.name))
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/octet-stream")
        request.body = .stream(UploadBody(document: document), length: document.bytes.map { .known($0) } ?? .unknown)
        let accepted = try decode(Accepted.self, await answer(request, deadline: nil))
        guard let job = accepted.jobs.first else {
            throw CommandFailure(.unreachable, "\(base) accepts \(document.place) without naming its job")
        }
        return job
    }

    private func uploadURL(_ name: String) throws -> String {
        var components = URLComponents(string: base + "/v1/jobs")
        components?.queryItems = ([("filename", name)] + options).map { URLQueryItem(name: $0, value: $1) }
        // A plus sign stands for itself in a query (RFC 3986), but many servers read a space.
        let query = components?.percentEncodedQuery?.map { $0 == "+" ? "%2B" : String($0) }.joined()
        components?.percentEncodedQuery = query
        guard let url = components?.string else {
            throw CommandFailure(.usage, "--url \(base) is no address of a front")
        }
        return url
    }
}

/// What a front answers to an upload.
private struct Accepted: Decodable {
    var jobs: [Job]
}

/// The document's bytes on their way to a front.
private struct UploadBody: AsyncSequence, Sendable {
    struct AsyncIterator: AsyncIteratorProtocol {
        let document: SourceDocument

        mutating func next() async throws -> ByteBuffer? {
            let chunk = try await document.nextChunk()
            return chunk.isEmpty ? nil : ByteBuffer(bytes: chunk)
        }
    }

    let document: SourceDocument

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(document: document) }
}
