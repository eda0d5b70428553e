// SPDX-License-Identifier: GPL-3.0-or-later

import AsyncHTTPClient
import FoundationEssentials
import Jobs
import NIOCore
import NIOHTTP1
import Spool

/// A front elsewhere, over HTTP.
struct FrontClient: JobSource {
    struct Answer {
        let status: HTTPResponseStatus
        /// Where a redirection leads.
        let location: String?
        let body: Data
    }

    /// Largest answer that is read, in bytes.
    private static let largestAnswer = 16 << 20

    /// Lives as long as the program. A front that isn't there is told at once, not tried again behind our back; no
    /// redirection is followed, which would make a GET of an upload.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.timeout.connect = .seconds(10)
        configuration.redirectConfiguration = .disallow
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    let base: String
    /// What a submission asks for, as the query has it.
    let options: [(name: String, value: String)]
    let interval = Duration.milliseconds(500)

    /// - Throws: `CommandFailure` where the text is no address of a front.
    init(_ url: String, options: [(name: String, value: String)] = []) throws {
        let example = "write one such as http://host:8080"
        let components = URLComponents(string: url)
        guard components?.user == nil, components?.password == nil else {
            throw CommandFailure(.usage, "--url takes no user and no password, which no front asks for: \(example)")
        }
        guard let parsed = components, let scheme = parsed.scheme?.lowercased(), ["http", "https"].contains(scheme),
            parsed.host?.isEmpty == false, parsed.query == nil, parsed.fragment == nil
        else {
            // What can't be read may hold a password all the same.
            let shown = url.contains("@") ? "" : " \(url)"
            throw CommandFailure(.usage, "--url\(shown) is no address of a front: \(example)")
        }
        self.options = options
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    func job(_ id: String) async throws -> Job? {
        let response = try await answer(HTTPClientRequest(url: base + "/v1/jobs/" + id), deadline: .seconds(30))
        guard response.status == .notFound else { return try decode(Job.self, response) }
        // Anybody may say 404, such as a proxy while the front is replaced: only a front says what is not found.
        if problem(in: response)?.type == Problem.noJob { return nil }
        throw CommandFailure(.unreachable, "\(base) answers 404 as no front does: is pannier-front running there?")
    }

    func resultsPlace(of id: String) -> String { base + "/v1/jobs/\(id)/results" }

    // MARK: Requests

    /// Without a deadline for an upload, which takes as long as it takes.
    func answer(_ request: HTTPClientRequest, deadline: TimeAmount?) async throws -> Answer {
        do {
            let end = deadline.map { NIODeadline.now() + $0 } ?? .distantFuture
            let response = try await Self.http.execute(request, deadline: end)
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            return Answer(
                status: response.status,
                location: response.headers.first(name: "Location"),
                body: Data(body.readableBytesView)
            )
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.unreachable, "\(base) can't be reached (\(error)): is pannier-front running there?")
        }
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ answer: Answer) throws -> Value {
        guard (200..<300).contains(answer.status.code) else { throw refusal(answer) }
        do {
            return try RecordCoding.decoder.decode(type, from: answer.body)
        } catch {
            throw CommandFailure(.unreachable, "\(base) answers what no front of this version does: \(error)")
        }
    }

    private func refusal(_ answer: Answer) -> CommandFailure {
        let code = answer.status.code
        if (300..<400).contains(code), let location = answer.location {
            return CommandFailure(
                .unreachable,
                "\(base) leads elsewhere (\(code)), to \(location): name the front's own address"
            )
        }
        let problem = problem(in: answer)
        let reason = problem?.detail ?? problem?.title ?? answer.status.reasonPhrase
        let isOurs = (400..<500).contains(code)
        return CommandFailure(isOurs ? .failed : .unreachable, "\(base) refuses (\(code)): \(reason)")
    }

    private func problem(in answer: Answer) -> Problem? {
        try? RecordCoding.decoder.decode(Problem.self, from: answer.body)
    }
}

/// What a front says of an error (RFC 9457).
private struct Problem: Decodable {
    /// Its type where there is no such job.
    static let noJob = "/problems/job-not-found"

    var type: String?
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
