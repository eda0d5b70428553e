// SPDX-License-Identifier: GPL-3.0-or-later

import Spool
import Testing

@testable import CommandLineTool

struct DoctorTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func leavesASharedFolderAsItWas() throws {
        _ = try Spool(home: folder.path)
        let before = folder.tree
        let findings = HomeExamination(path: folder.path).findings()
        #expect(findings.allSatisfy { $0.status != .fail }, "\(findings)")
        #expect(folder.tree == before)
    }

    @Test func leavesAnEmptyFolderEmpty() {
        let findings = HomeExamination(path: folder.path).findings()
        #expect(findings.first?.status == .warn)
        #expect(findings.count > 5)
        #expect(folder.tree.isEmpty)
    }

    @Test func failsWhereThereIsNoHome() {
        let findings = HomeExamination(path: folder.path + "/none").findings()
        #expect(findings.map(\.status) == [.fail])
        #expect(findings.allSatisfy { $0.advice != nil })
    }

    @Test func failsOnABrokenDatabase() async throws {
        _ = try folder.file("jobs.sqlite", "this is no database at all, only a text of some length")
        let findings = await StateExamination(path: folder.path).findings()
        #expect(findings.contains { $0.check == "database" && $0.status == .fail })
    }

    @Test func theWorstFindingIsTheVerdict() {
        #expect(Diagnosis([]).status == .ok)
        #expect(Diagnosis([.ok("a", ""), .warn("b", "", "do")]).status == .warn)
        #expect(Diagnosis([.fail("a", "", "do"), .warn("b", "", "do")]).status == .fail)
    }
}
