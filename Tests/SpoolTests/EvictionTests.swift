// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Spool

/// A worker that lost its lease without knowing can bring nothing to an end.
struct EvictionTests {
    private let home: TemporaryHome
    private let stale: Spool

    init() throws {
        home = try TemporaryHome()
        stale = try Spool(home: home.path)
    }

    @Test func whoIsShutOutCanDoNothing() throws {
        let (built, claimed, aside) = (JobID(), JobID(), JobID())
        for id in [built, claimed] { _ = try stale.active.createFolder(id.fileName) }
        _ = try stale.beginBuilding(built, attempt: 1)
        _ = try stale.quarantine.createFolder(aside.fileName)

        let current = try stale.evictOthers()
        #expect(throws: SpoolError.self) { try stale.publish(built, attempt: 1, manifest: []) }
        #expect(throws: SpoolError.self) { try stale.beginBuilding(built, attempt: 1) }
        #expect(throws: SpoolError.self) { try stale.setAside(claimed, reason: []) }
        #expect(throws: SpoolError.self) { try stale.takeBack(aside) }
        #expect(throws: SpoolError.self) { try stale.hide(aside) }
        let command = Command(.cancel, claimed)
        try stale.post(command)
        #expect(throws: SpoolError.self) { try stale.finish(command) }
        #expect(try stale.pendingCommands() == [command])
        try current.finish(command)
        try current.finish(command)
        #expect(try stale.pendingCommands().isEmpty)
        #expect(Set(try current.activeIDs()) == [built, claimed])
        try current.sweepBuilding()
        #expect(try current.building.entries().isEmpty && current.results.entries().isEmpty)
        // Who only reads sees what is there now.
        #expect(try stale.locate(claimed) == .active && stale.locate(aside) == .quarantine)
        try current.progress(of: claimed).note(finished: 1...2)
        #expect(stale.finishedPages(of: claimed) == [1, 2])
    }

    /// No plain file: one that a process of another test inherited would count as being written.
    @Test func whoIsShutOutClaimsNothing() throws {
        try FileManager.default.createSymbolicLink(atPath: home.path + "/inbox/a.pdf", withDestinationPath: "nowhere")
        _ = try stale.inbox.createFolder("b.job")
        let current = try stale.evictOthers()
        let claims = Claims(stale)
        #expect(throws: SpoolError.self) { try claims.claim("a.pdf", announced: true, now: .max) { _ in [] } }
        #expect(try claims.claim("b.job", announced: true, now: .max) { _ in [] }.refusal == .gone)
        #expect(try current.inbox.contains("a.pdf") && current.inbox.contains("b.job"))
        #expect(try current.activeIDs().isEmpty)
    }

    @Test func anEvictionThatWasCutShortIsFinished() throws {
        let (id, hidden) = (JobID(), JobID())
        _ = try stale.active.createFolder(id.fileName)
        _ = try stale.results.createFolder(hidden.fileName)
        try stale.hide(hidden)
        _ = try stale.beginBuilding(id, attempt: 1)
        for name: FileName in ["active", "building"] {
            let old = JobID().fileName(suffix: "." + name.description)
            try stale.intermediate.rename(name, to: stale.intermediate, as: old)
        }
        let next = try Spool(home: home.path)
        try next.finishEvictions()
        #expect(try next.activeIDs() == [id])
        #expect(try next.hiddenIDs() == [hidden], "a deletion goes on")
        #expect(Set(try next.intermediate.entries().map(\.description)) == ["uploads", "building", "active"])
    }

    @Test func oneAtATimeHoldsTheLease() throws {
        let (one, other) = (HomeLease(stale), HomeLease(stale))
        #expect(try one.look() == nil && one.take() && !other.take())
        #expect(try one.isHeld && !other.isHeld)
        let seen = try #require(try other.look())
        #expect(try one.renew(1) && !other.renew(1))
        #expect(try !other.breakOpen(seen), "it has moved since")
        let still = try #require(try other.look())
        #expect(try other.breakOpen(still) && other.take())
        #expect(try !one.renew(2))
        try one.release()
        #expect(try other.renew(1))
        try other.release()
        try other.release()
        #expect(try one.look() == nil && !one.renew(3))
        #expect(try stale.home.entries().allSatisfy { !$0.description.contains("lease") })
    }
}
