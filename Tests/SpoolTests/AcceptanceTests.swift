// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Spool
import Testing

struct AcceptanceTests {
    let home: TemporaryHome
    var spool: Spool { home.spool }

    init() throws { home = try TemporaryHome() }

    @Test func handsAnUploadInByOneRename() throws {
        let upload = try spool.beginUpload()
        try Array("%PDF-".utf8).withUnsafeBytes { try upload.write($0) }
        #expect(try spool.locate(upload.id) == nil)
        #expect(try spool.waitingIDs().isEmpty)

        try upload.accept(request: Array(#"{"name":"a.pdf"}"#.utf8))

        #expect(try spool.locate(upload.id) == .inbox)
        #expect(try spool.waitingIDs() == [upload.id])
        #expect(try home.read("inbox/\(upload.id).job/document") == "%PDF-")
        #expect(try home.read("inbox/\(upload.id).job/request.json") == #"{"name":"a.pdf"}"#)
        #expect(try spool.uploads.entries().isEmpty)
    }

    @Test func handsInNoRequestThatNobodyWouldRead() throws {
        let upload = try spool.beginUpload()
        #expect(throws: SpoolError.self) { try upload.accept(request: [UInt8](repeating: 0x20, count: (1 << 16) + 1)) }
        #expect(try spool.waitingIDs().isEmpty)
        try upload.accept(request: [UInt8](repeating: 0x20, count: 1 << 16))
        #expect(try spool.waitingIDs() == [upload.id])
    }

    @Test func leavesNothingOfADiscardedUpload() throws {
        let upload = try spool.beginUpload()
        upload.discard()
        #expect(try spool.uploads.entries().isEmpty)
        #expect(throws: SpoolError.self) { try upload.accept(request: []) }
    }

    @Test func sweepsOldUploadsAndNeverAFreshOne() throws {
        let upload = try spool.beginUpload()
        let now = Int64(Date().timeIntervalSince1970 * 1e9)
        try spool.sweepUploads(now: now, olderThan: 60_000_000_000)
        #expect(try spool.uploads.entries() == [upload.id.fileName])
        try spool.sweepUploads(now: now + 61_000_000_000, olderThan: 60_000_000_000)
        #expect(try spool.uploads.entries().isEmpty)
    }

    @Test func sweepsUploadsWhateverTheirDate() throws {
        let upload = try spool.beginUpload()
        try home.date("spool/uploads/\(upload.id)/document", 10_413_792_000)
        try spool.sweepUploads(now: .min, olderThan: 60_000_000_000)
        #expect(try spool.uploads.entries() == [upload.id.fileName])
        try home.date("spool/uploads/\(upload.id)/document", -11_676_096_000)
        try spool.sweepUploads(now: .max, olderThan: 60_000_000_000)
        #expect(try spool.uploads.entries().isEmpty)
    }

    @Test func theCopyOfAnOldDocumentIsNoOldUpload() throws {
        let upload = try spool.beginUpload()
        try home.date("spool/uploads/\(upload.id)/document", 1_000_000_000)
        #expect(try spool.sweepUploads(now: Int64(Date().timeIntervalSince1970 * 1e9)) == 0)
        #expect(try spool.uploads.entries() == [upload.id.fileName])
    }

    @Test func whatWasSweptIsNotHandedIn() throws {
        let upload = try spool.beginUpload()
        #expect(try spool.sweepUploads(now: .max) == 1)
        #expect(throws: SpoolError.self) { try upload.handIn() }
        #expect(try spool.inbox.entries().isEmpty)
    }

    @Test func commandsAreAskedOnceHoweverOftenPosted() throws {
        let id = JobID()
        for _ in 0..<3 { try spool.post(Command(.cancel, id)) }
        try home.write("", to: "commands/rubbish")
        #expect(try spool.pendingCommands() == [Command(.cancel, id)])
        #expect(try spool.commands.entries().count == 1)
        try spool.finish(Command(.cancel, id))
        #expect(try spool.pendingCommands().isEmpty)
    }
}
