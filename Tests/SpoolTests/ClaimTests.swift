// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Spool
import Testing

struct ClaimTests {
    let home: TemporaryHome
    var spool: Spool { home.spool }

    init() throws { home = try TemporaryHome() }

    @Test func takesAPlainFileIntoAFolderOfItsOwn() throws {
        try home.write("words", to: "inbox/a b.pdf")
        let claim = try #require(try home.claim("a b.pdf").claim)
        #expect(try spool.locate(claim.id) == .active)
        #expect(try home.read("spool/active/\(claim.id)/document") == "words")
        #expect(try spool.inbox.entries().isEmpty)
        #expect(claim.title == "a b.pdf")
        #expect(try home.claim("a b.pdf").refusal == .gone)
    }

    @Test func takesASubmissionUnderItsOwnId() throws {
        let upload = try spool.beginUpload()
        try upload.accept(request: Array("{}".utf8))
        let claim = try #require(try home.claim(upload.id.fileName(suffix: ".job")).claim)
        #expect(claim.id == upload.id)
        #expect(try spool.locate(claim.id) == .active)
    }

    /// What looks like an earlier attempt's would be believed.
    @Test func takesNothingOfASubmissionThatWouldPassForItsOwn() throws {
        let upload = try spool.beginUpload()
        try upload.accept(request: Array("{}".utf8))
        let folder = try spool.inbox.folder(upload.id.fileName(suffix: ".job"))
        for name in ["progress", "slices", "run"] as [FileName] {
            try folder.createFolder(name).writeFile("1-9", [65])
        }
        for name in ["rendered.pdf", "notes.txt"] as [FileName] { try folder.writeFile(name, [65]) }
        let claim = try #require(try home.claim(upload.id.fileName(suffix: ".job")).claim)
        let left = try spool.active.folder(claim.id.fileName).entries().map(\.description)
        #expect(Set(left) == ["document", "request.json", "notes.txt"])
    }

    /// Whoever dropped it may have no other copy of what it calls by another name.
    @Test func clearsAwayNoMoreThanAnUnfinishedClaim() throws {
        let (unfinished, odd) = (JobID(), JobID())
        try spool.active.createFolder(unfinished.fileName).writeFile("request.json", [65])
        try spool.active.createFolder(odd.fileName).writeFile("report.pdf", [65])
        #expect(try spool.clearUnfinishedClaim(unfinished))
        #expect(try !spool.clearUnfinishedClaim(odd))
        #expect(try spool.locate(unfinished) == nil)
        #expect(try home.read("spool/active/\(odd)/report.pdf") == "A")
    }

    @Test func givesASubmissionWithAUsedIdAnother() throws {
        let used = JobID()
        _ = try spool.results.createFolder(used.fileName)
        _ = try spool.inbox.createFolder(used.fileName(suffix: ".job"))
        let claim = try #require(try home.claim(used.fileName(suffix: ".job")).claim)
        #expect(claim.id != used)
    }

    @Test(arguments: [".hidden", "half.part", "half.tmp", "half.crdownload"] as [FileName])
    func leavesUnfinishedNamesAlone(name: FileName) throws {
        try home.write("x", to: "inbox/\(name)")
        #expect(try home.claim(name).refusal == .notADocument)
        #expect(try spool.inbox.contains(name))
    }

    @Test func leavesFoldersAlone() throws {
        _ = try spool.inbox.createFolder("photos")
        #expect(try home.claim("photos").refusal == .notADocument)
    }

    @Test func leavesAFileThatIsBeingWritten() throws {
        let writer = try spool.inbox.createFile("slow.pdf")
        try writer.write(Array("first half".utf8))
        #expect(try home.claim("slow.pdf").refusal == .beingWritten)
        #expect(try spool.inbox.contains("slow.pdf"))
    }

    @Test func waitsBeforeItTakesAnEmptyFile() throws {
        try home.write("", to: "inbox/empty.pdf")
        #expect(try home.claim("empty.pdf", later: 0).refusal == .uncertain)
        #expect(try home.claim("empty.pdf", later: 6).claim != nil)
    }

    /// The year 2300, one that no calendar needs, and 1600: nanoseconds reach from 1677 to 2262.
    @Test(arguments: [10_413_792_000, 1 << 40, -11_676_096_000])
    func takesAFileWhateverItsDate(seconds: Int) throws {
        try home.write("words", to: "inbox/dated.pdf")
        try home.date("inbox/dated.pdf", seconds)
        #expect(try home.claim("dated.pdf", announced: false, later: 0).claim != nil)
    }

    /// Where leases don't work, any file from the future would wait for its date.
    @Test(arguments: [10_413_792_000, 1 << 40])
    func anEmptyFileFromTheFutureIsStillOnceNobodyTouchesIt(seconds: Int) throws {
        try home.write("", to: "inbox/empty.pdf")
        try home.date("inbox/empty.pdf", seconds)
        #expect(try home.claim("empty.pdf", later: 0).refusal == .uncertain)
        #expect(try home.claim("empty.pdf", later: 6).claim != nil)
    }

    @Test func takesNamesThatAreNoText() throws {
        let name = try #require(FileName(bytes: [0x2D, 0xFF, 0x0A, 0x78]))
        _ = try spool.inbox.createFile(name).write([1])
        #expect(try home.claim(name).claim != nil)
    }

    @Test func refusesToOpenWhatIsNoFileOfItsOwn() throws {
        try home.write("secret", to: "secret")
        #expect(symlink(home.path + "/secret", home.path + "/inbox/link") == 0)
        #expect(mkfifo(home.path + "/inbox/fifo", 0o600) == 0)
        #expect(link(home.path + "/secret", home.path + "/inbox/hard") == 0)
        for name: FileName in ["link", "fifo", "hard"] {
            let claim = try #require(try home.claim(name).claim)
            #expect(throws: UnsafeDocument.self) { try spool.openDocument(of: claim.id) }
        }
        #expect(try home.read("secret") == "secret")
    }

    @Test func refusesASubmissionWhoseDocumentIsALink() throws {
        _ = try spool.inbox.createFolder("x.job")
        #expect(symlink("/etc/passwd", home.path + "/inbox/x.job/document") == 0)
        let claim = try #require(try home.claim("x.job").claim)
        #expect(throws: UnsafeDocument.self) { try spool.openDocument(of: claim.id) }
    }

    @Test func refusesToLeaveItsFolder() throws {
        for name in ["..", ".", "a/b", "", "a\0"] { #expect(FileName(bytes: name.utf8) == nil) }
        #expect(symlink("/etc", home.path + "/inbox/etc") == 0)
        #expect(throws: SpoolError.self) { try spool.inbox.folder("etc") }
        #expect(throws: SpoolError.self) { try spool.inbox.file("etc") }
    }
}
