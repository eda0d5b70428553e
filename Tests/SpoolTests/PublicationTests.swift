// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
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
        #expect(spool.whereabouts(id) == .active)
        #expect(spool.manifest(of: id) == nil)
        try spool.publish(id, attempt: 1, manifest: Array("{}".utf8))
        #expect(spool.whereabouts(id) == .results)
        try spool.settle(id)
        #expect(spool.manifest(of: id) == Array("{}".utf8))
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
        #expect(spool.manifest(of: id) == [1])
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
        #expect(spool.whereabouts(id) == .results)
        #expect(try spool.activeIDs().isEmpty)
    }

    @Test func setsAsideAndTakesBack() throws {
        try spool.setAside(id, reason: Array("why".utf8))
        try spool.setAside(id, reason: Array("again".utf8))
        #expect(spool.whereabouts(id) == .quarantine)
        #expect(spool.reason(of: id) == Array("why".utf8))
        try spool.takeBack(id)
        try spool.takeBack(id)
        #expect(spool.whereabouts(id) == .active)
        #expect(spool.reason(of: id) == nil)
        #expect(try spool.openDocument(of: id).contents(limit: 100) == Array("the document".utf8))
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
        #expect(spool.whereabouts(id) == nil)
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
