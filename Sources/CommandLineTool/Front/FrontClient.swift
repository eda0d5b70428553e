// SPDX-License-Identifier: GPL-3.0-or-later

import AsyncHTTPClient
import FoundationEssentials
import Jobs
import NIOCore
import NIOHTTP1
import Spool

/// A front elsewhere, over HTTP.
struct FrontClient: JobSource {
    /// Largest answer that is read, in bytes.
    private static let largestAnswer = 16 << 20

    /// Lives as long as the program. A front that isn't there is told at once, not tried again behind our back.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.timeout.connect = .seconds(10)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    let base: String
    /// What a submission asks for, as the query has it.
    let options: [(name: String, value: String)]
    let interval = Duration.milliseconds(500)

    /// - Throws: `CommandFailure` where the text is no address of a front.
    init(_ url: String, options: [(name: String, value: String)] = []) throws {
        guard let parsed = URLComponents(string: url), ["http", "https"].contains(parsed.scheme),
            parsed.host?.isEmpty == false, parsed.query == nil, parsed.fragment == nil
        else {
            throw CommandFailure(.usage, "--url \(url) is no address of a front: write one such as http://host:8080")
        }
        self.options = options
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    func job(_ id: String) async throws -> Job? {
        let (status, body) = try await answer(HTTPClientRequest(url: base + "/v1/jobs/" + id), deadline: .seconds(30))
        if status == .notFound { return nil }
        return try decode(Job.self, status, body)
    }

    func resultsPlace(of id: String) -> String { base + "/v1/jobs/\(id)/results" }

    // MARK: Requests

    /// Without a deadline for an upload, which takes as long as it takes.
    func answer(_ request: HTTPClientRequest, deadline: TimeAmount?) async throws -> (HTTPResponseStatus, Data) {
        do {
            let end = deadline.map { NIODeadline.now() + $0 } ?? .distantFuture
            let response = try await Self.http.execute(request, deadline: end)
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            return (response.status, Data(body.readableBytesView))
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.unreachable, "\(base) can't be reached (\(error)): is pannier-front running there?")
        }
    }

    func decode<Answer: Decodable>(_ type: Answer.Type, _ status: HTTPResponseStatus, _ body: Data) throws -> Answer {
        guard (200..<300).contains(status.code) else { throw refusal(status, body) }
        do {
            return try RecordCoding.decoder.decode(type, from: body)
        } catch {
            throw CommandFailure(.unreachable, "\(base) answers what no front of this version does: \(error)")
        }
    }

    private func refusal(_ status: HTTPResponseStatus, _ body: Data) -> CommandFailure {
        let problem = try? RecordCoding.decoder.decode(Problem.self, from: body)
        let reason = problem?.detail ?? problem?.title ?? status.reasonPhrase
        let isOurs = (400..<500).contains(status.code)
        return CommandFailure(isOurs ? .failed : .unreachable, "\(base) refuses (\(status.code)): \(reason)")
    }
}

/// What a front says of an error (RFC 9457).
private struct Problem: Decodable {
    var title: String?
    var detail: String?
}

extension FrontClient {
    /// Only whole ids travel in a path.
    static func id(_ text: String) throws -> String {
        if let id = JobID(text.lowercased()) { return id.text }
        throw CommandFailure(.usage, "\(text) is no job id: with --url write the whole id")
    }
}
