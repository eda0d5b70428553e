// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Spool
import Testing

struct PublicationTests {
    let home: TemporaryHome
    let id: JobID
    var spool: Spool { home.spool }

    init() throws {
        home = try TemporaryHome()
        try home.write("the document", to: "inbox/a.pdf")
        id = try #require(try home.claim("a.pdf").claim).id
    }

    private func build(_ attempt: Int = 1) throws {
        let folder = try spool.beginBuilding(id, attempt: attempt)
        try folder.createFile("text.txt").write(Array("words".utf8))
        try folder.createFolder("pages").createFile("0001.png").write([1])
    }

    @Test func resultsAppearWholeOrNotAtAll() throws {
        try build()
        #expect(try spool.locate(id) == .active)
        #expect(try spool.manifest(of: id) == nil)
        try spool.publish(id, attempt: 1, manifest: Array("{}".utf8))
        #expect(try spool.locate(id) == .results)
        try spool.settle(id)
        #expect(try spool.manifest(of: id) == Array("{}".utf8))
        #expect(try spool.result("text.txt", of: id)?.contents(limit: 10) == Array("words".utf8))
        #expect(try spool.result("pages/0001.png", of: id)?.contents(limit: 10) == [1])
        #expect(try home.read("results/\(id)/document") == "the document")
        #expect(try spool.activeIDs().isEmpty)
    }

    @Test func publishesOnce() throws {
        try build()
        try spool.publish(id, attempt: 1, manifest: [1])
        try build(2)
        let error = #expect(throws: SpoolError.self) { try spool.publish(id, attempt: 2, manifest: [2]) }
        #expect(error?.exists == true)
        #expect(try spool.manifest(of: id) == [1])
    }

    /// Its files may be those of finished pages, which the next child, another user, has to write again.
    @Test(.enabled(if: geteuid() == 0, "only root has children of another user"))
    func whatWasNotPublishedIsHandedOverToTheNextChild() throws {
        let slices = try spool.slices(of: id)
        #expect(fchown(slices.descriptor, 65534, gid_t.max) == 0)
        try build()
        try spool.publish(id, attempt: 1, manifest: [1])
        try build(2)
        #expect(throws: SpoolError.self) { try spool.publish(id, attempt: 2, manifest: [2]) }
        var facts = stat()
        #expect(fstat(slices.descriptor, &facts) == 0 && facts.st_uid == 0)
    }

    @Test(arguments: ["../secret", "..", "", "pages", "/etc/passwd", "pages/../text.txt", "pages//0001.png"])
    func givesOutNothingButResults(name: String) throws {
        try home.write("secret", to: "secret")
        try build()
        try spool.publish(id, attempt: 1, manifest: [])
        #expect(spool.result(name, of: id) == nil)
    }

    @Test func goesOnAfterACrashBetweenPublicationAndClearing() throws {
        try build()
        try spool.publish(id, attempt: 1, manifest: [])
        try spool.settle(id)
        try spool.settle(id)
        #expect(try home.read("results/\(id)/document") == "the document")
        #expect(try spool.locate(id) == .results)
        #expect(try spool.activeIDs().isEmpty)
    }

    @Test func setsAsideAndTakesBack() throws {
        try spool.setAside(id, reason: Array("why".utf8))
        try spool.setAside(id, reason: Array("again".utf8))
        #expect(try spool.locate(id) == .quarantine)
        #expect(try spool.reason(of: id) == Array("why".utf8))
        try spool.takeBack(id)
        try spool.takeBack(id)
        #expect(try spool.locate(id) == .active)
        #expect(try spool.reason(of: id) == nil)
        #expect(try spool.openDocument(of: id).contents(limit: 100) == Array("the document".utf8))
    }

    /// It would stand in its own way for ever.
    @Test func leavesWhatCantBeSetAsideBesideTheOthers() throws {
        try home.write("in the way", to: "quarantine/\(id)")
        try spool.setAside(id, reason: [])
        #expect(try spool.activeIDs().isEmpty)
        let left = try spool.active.entries()
        #expect(left.count == 1 && left.allSatisfy { $0.hasSuffix(".left") })
    }

    @Test func remembersWhatAnAttemptHasReached() throws {
        let progress = try spool.progress(of: id)
        #expect(progress.inspection == nil)
        try progress.note(inspection: [7])
        try progress.note(finished: 1...16)
        try progress.note(finished: 1...16)
        try progress.note(finished: 40...41)
        #expect(try spool.progress(of: id).inspection == [7])
        #expect(Set(try spool.progress(of: id).finished) == [1...16, 40...41])
        try progress.note(finished: 14...17)
        #expect(try spool.progress(of: id).finishedPages == Array(1...17) + [40, 41])
        try home.write("", to: "spool/active/\(id)/progress/1-1000000000000")
        #expect(try spool.progress(of: id).finishedPages.count == 19, "far more than any document has")
        try spool.removeProgress(of: id)
        #expect(try spool.progress(of: id).finished.isEmpty)
    }

    @Test func deletesEverythingOfAJob() throws {
        try build()
        try spool.publish(id, attempt: 1, manifest: [])
        for _ in 1...2 {
            try spool.hide(id)
            try spool.removeHidden(id)
        }
        #expect(try spool.locate(id) == nil)
        #expect(try spool.building.entries().isEmpty)
    }

    @Test func oneWorkerHoldsTheLock() throws {
        let state = try StateFolder(path: home.path + "/state")
        var lock = try state.tryLock()
        #expect(lock != nil)
        #expect(try StateFolder(path: home.path + "/state").tryLock() == nil)
        #expect(state.hasActiveWorker)
        lock = nil
        #expect(!state.hasActiveWorker)
        #expect(try state.tryLock() != nil)
    }

    @Test func givesIdsThatSortByTime() throws {
        let ids = (0..<100).map { _ in JobID() }
        #expect(Set(ids).count == 100)
        #expect(JobID(id.text) == id)
        #expect(id.text.dropFirst(14).first == "7")
        for text in ["", "x", id.text.uppercased(), id.text + "0", "../../../../../../../../../../../../"] {
            #expect(JobID(text) == nil)
        }
    }
}
