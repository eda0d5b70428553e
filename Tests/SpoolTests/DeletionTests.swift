// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Spool
import Testing

/// Deleting what has not been taken in.
struct DeletionTests {
    let home: TemporaryHome
    var spool: Spool { home.spool }

    init() throws { home = try TemporaryHome() }

    private func submit() throws -> JobID {
        let upload = try spool.beginUpload()
        try upload.accept(request: Array("{}".utf8))
        return upload.id
    }

    @Test func whatWaitsIsOutOfSightAtOneMoment() throws {
        let id = try submit()
        #expect(try spool.isWaiting(id))
        try spool.hide(id)
        #expect(try !spool.isWaiting(id) && spool.locate(id) == nil)
        #expect(try spool.hiddenIDs() == [id], "a worker that ends now finishes it at the next start")
        #expect(try home.claim(id.fileName(suffix: ".job")).refusal == .gone)
        for _ in 1...2 {
            try spool.hide(id)
            try spool.removeHidden(id)
        }
        #expect(try spool.inbox.entries().isEmpty && spool.building.entries().isEmpty)
    }

    @Test func whatWasClaimedFirstIsFoundWhereItIsNow() throws {
        let id = try submit()
        #expect(try home.claim(id.fileName(suffix: ".job")).claim?.id == id)
        #expect(try !spool.isWaiting(id))
        try spool.hide(id)
        #expect(try spool.locate(id) == nil)
        #expect(try spool.activeIDs().isEmpty)
    }

    @Test func aSubmissionThatBearsTheIdOfAnotherJobStays() throws {
        let id = JobID()
        _ = try spool.results.createFolder(id.fileName)
        _ = try spool.inbox.createFolder(id.fileName(suffix: ".job"))
        #expect(try !spool.isWaiting(id))
        try spool.hide(id)
        #expect(try spool.resultIDs().isEmpty)
        #expect(try spool.inbox.contains(id.fileName(suffix: ".job")))
    }

    @Test func aFileThatIsNamedLikeASubmissionStays() throws {
        let id = JobID()
        try home.write("words", to: "inbox/\(id).job")
        #expect(try !spool.isWaiting(id))
        try spool.hide(id)
        #expect(try home.read("inbox/\(id).job") == "words")
    }
}
