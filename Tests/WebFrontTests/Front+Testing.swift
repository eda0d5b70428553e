// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Jobs
import Logging
import Spool
import Testing

@testable import WebFront

/// A front on a fresh shared folder, with what a worker would write into it.
struct FrontFixture {
    let home: URL
    var configuration: FrontConfiguration
    let spool: Spool

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "front-\(UUID().uuidString)")
        configuration = FrontConfiguration(home: home.path, state: home.path + "/state")
        spool = try Spool(home: home.path)
    }

    func remove() { try? FileManager.default.removeItem(at: home) }

    /// The records, as the worker opens them.
    func store() throws -> SQLiteJobStore {
        try SQLiteJobStore(path: StateFolder(path: configuration.state).databasePath)
    }

    var inbox: [FileName] { get throws { try spool.inbox.entries() } }
    var uploads: [FileName] { get throws { try spool.uploads.entries() } }

    func write(_ text: String, _ path: String) throws {
        let file = home.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}

/// Runs a test against a front; its folder is gone afterwards.
func withFront(
    _ setup: TestingSetup = .router,
    configure: (inout FrontFixture) throws -> Void = { _ in },
    _ test: @Sendable (any TestClientProtocol, FrontFixture) async throws -> Void
) async throws {
    var fixture = try FrontFixture()
    defer { fixture.remove() }
    fixture.configuration.port = 0
    try configure(&fixture)
    let front = fixture
    let application = try buildApplication(
        front.configuration,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
    try await application.test(setup) { client in try await test(client, front) }
}

struct ProblemBody: Decodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
}

struct JobBody: Decodable {
    struct Failing: Decodable { let code: String, message: String }
    struct Counted: Decodable { let total: Int, done: Int, failed: Int }

    let id: String
    let status: String
    let name: String
    let mediaType: String?
    let bytes: Int?
    let sha256: String?
    let priority: Int
    let outputs: [String]
    let pages: Counted?
    let error: Failing?
}

struct JobsBody: Decodable {
    let message: String?
    let jobs: [JobBody]
    let next: String?
}

struct CommandBody: Decodable {
    let message: String
    let job: JobBody
}

extension TestResponse {
    var text: String { String(buffer: body) }

    func decoded<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    /// The problem that this answer is, of that kind and status.
    @discardableResult
    func expectProblem(
        _ kind: Problem.Kind,
        _ status: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> ProblemBody {
        #expect(self.status.code == status, sourceLocation: sourceLocation)
        #expect(headers[.contentType] == "application/problem+json", sourceLocation: sourceLocation)
        let problem = try decoded(ProblemBody.self)
        #expect(problem.type == kind.type, sourceLocation: sourceLocation)
        #expect(problem.status == status, sourceLocation: sourceLocation)
        #expect(!problem.title.isEmpty && !problem.detail.isEmpty, sourceLocation: sourceLocation)
        return problem
    }
}
