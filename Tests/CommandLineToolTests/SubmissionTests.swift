// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Glibc
import Jobs
import Settings
import Spool
import Testing

@testable import CommandLineTool

struct SubmissionTests {
    private let folder: TemporaryFolder
    private let site: Site

    init() async throws {
        folder = try TemporaryFolder()
        site = try Site(
            await Settings(arguments: ["pannier", "--home", folder.path + "/home"], keys: SettingKey.shared),
            .submit
        )
    }

    @Test func handsInTheBytesWithTheirHash() async throws {
        let options = RequestedOptions(JobOptions(outputs: [.text], dpi: 72, priority: 3))
        let document = try SourceDocument(path: folder.file("letter.pdf", "hello"), name: nil)
        let job = try await FolderSubmitter(site: site, options: options).submit(document)
        let id = try #require(JobID(job.id))
        #expect(try site.spool.locate(id) == .inbox)
        let request = try JobRequest(json: #require(site.spool.requestAnywhere(of: id)))
        #expect(request.name == "letter.pdf")
        #expect(request.bytes == 5)
        #expect(request.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        #expect(request.options == options)
        #expect(try await site.records.job(job.id)?.status == .queued)
    }

    @Test func refusesAnEmptyDocument() throws {
        let path = try folder.file("empty.pdf", "")
        #expect { try SourceDocument(path: path, name: nil) } throws: {
            CommandStatus(for: $0) == .failed && "\($0)".contains(path)
        }
    }

    @Test func refusesAFolder() throws {
        #expect { try SourceDocument(path: folder.path, name: nil) } throws: { "\($0)".contains("is a folder") }
    }

    @Test func saysWhichFileIsMissing() throws {
        let path = folder.path + "/none.pdf"
        #expect { try SourceDocument(path: path, name: nil) } throws: {
            CommandStatus(for: $0) == .unreachable && "\($0)".contains(path)
        }
    }

    @Test func leavesNothingOfAnUploadThatFails() async throws {
        // Not known to be empty until it is read, as a pipe is not.
        let document = try SourceDocument(path: "/dev/null", name: "nothing.pdf")
        await #expect(throws: CommandFailure.self) {
            try await FolderSubmitter(site: site, options: nil).submit(document)
        }
        #expect(try site.spool.uploads.entries().isEmpty)
        #expect(try site.spool.inbox.entries().isEmpty)
    }

    @Test func waitsForNoPipeThatNobodyWantsRead() async throws {
        let path = folder.path + "/pipe"
        try #require(mkfifo(path, 0o600) == 0)
        let writer = open(path, O_RDWR)
        defer { close(writer) }
        let document = try SourceDocument(path: path, name: nil)
        let reading = Task { try await document.nextChunk() }
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
    }

    @Test func theWorstRefusalDecidesTheExitCode() {
        var submission = Submission()
        #expect(submission.worst == nil)
        submission.refusals.append(.init(file: "a", CommandFailure(.failed, "")))
        #expect(submission.worst == .failed)
        submission.refusals.append(.init(file: "b", SpoolError("write", "x", code: 28)))
        #expect(submission.worst == .unreachable)
    }
}
