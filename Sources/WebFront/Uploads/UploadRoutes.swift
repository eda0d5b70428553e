// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import Hummingbird
import HummingbirdCore
import Jobs
import Spool

/// Takes documents in.
struct UploadRoutes: Sendable {
    let spool: Spool
    let limits: UploadLimits
    private let ledger: SpaceLedger
    /// What holds where a request doesn't say.
    let defaults: JobOptions

    init(spool: Spool, limits: UploadLimits, defaults: JobOptions) {
        self.spool = spool
        self.limits = limits
        self.defaults = defaults
        ledger = SpaceLedger(limits.reserve) { try spool.uploads.freeSpace }
    }

    /// Answers as soon as everything is durable in the inbox.
    func create(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let form = try UploadForm(request)
        let query = try query(of: request, form)
        let space = try space(for: request)
        defer { space.release() }
        var submission = Submission(spool: spool, space: space)
        do {
            let jobs = try await receive(request, context: context, form: form, query: query, into: &submission)
            return try Self.answer(jobs)
        } catch {
            await submission.discard()
            throw error
        }
    }

    private func receive(
        _ request: Request,
        context: FrontRequestContext,
        form: UploadForm,
        query: (fields: OptionFields, name: String?),
        into submission: inout Submission
    ) async throws -> [Job] {
        var body = try await BodyReader(request, context: context, limits: limits)
        var fields = query.fields
        switch form {
        case .raw:
            try await submission.begin(name: query.name)
            while let buffer = try await body.next() { try await submission.append(buffer) }
        case .multipart(let boundary):
            var reader = FormReader(boundary: boundary, fields: fields)
            try await reader.read(&body, into: &submission)
            fields = reader.fields
        }
        return try await submission.accept(options: fields.options(defaults: defaults))
    }

    /// What the query says, looked at before the body is read.
    private func query(of request: Request, _ form: UploadForm) throws -> (fields: OptionFields, name: String?) {
        let known = form == .raw ? ["filename"] + OptionFields.names : OptionFields.names
        let query = try QueryItems(request.uri.query, known: known)
        var fields = OptionFields()
        for (name, value) in query.items where name != "filename" { try fields.add(name, value) }
        _ = try fields.options(defaults: defaults)
        return (fields, try query.value("filename"))
    }

    /// Kept before the body is read.
    private func space(for request: Request) throws -> SpaceReservation {
        let announced = request.headers[.contentLength].flatMap { Int64($0) }
        // What is too large is refused as such.
        return try ledger.reserve(bytes: announced.map { $0 > limits.mostBytes ? 0 : $0 })
    }

    private static func answer(_ jobs: [Job]) throws -> Response {
        var headers: HTTPFields = [:]
        if jobs.count == 1 { headers[.location] = jobs[0].links["self"] }
        return try Response(
            json: Answer(message: "Processing started", jobs: jobs),
            status: .accepted,
            headers: headers
        )
    }

    private struct Answer: Encodable {
        let message: String
        let jobs: [Job]
    }
}
