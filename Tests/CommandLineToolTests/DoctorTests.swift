// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Glibc
import Settings
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

    @Test(arguments: [["--home", "nowhere"], ["--home", "home", "--state", "nowhere"]])
    func rebuildsNothingWhereNothingIs(flags: [String]) async throws {
        _ = try Spool(home: folder.path + "/home")
        let before = folder.tree
        let arguments = ["pannier"] + flags.map { $0.hasPrefix("--") ? $0 : folder.path + "/" + $0 }
        let settings = try await Settings(arguments: arguments, keys: SettingKey.shared)
        #expect { try RecordRebuild(settings) } throws: {
            CommandStatus(for: $0) == .unreachable && "\($0)".contains("nowhere")
        }
        #expect(folder.tree == before)
    }

    @Test func rebuildsWithoutAStateThatNobodyNamed() async throws {
        _ = try Spool(home: folder.path)
        let arguments = ["pannier", "--home", folder.path]
        _ = try RecordRebuild(await Settings(arguments: arguments, keys: SettingKey.shared))
    }

    @Test func failsOnABrokenDatabase() async throws {
        _ = try folder.file("jobs.sqlite", "this is no database at all, only a text of some length")
        let findings = await examination(DiskReserve()).findings()
        #expect(findings.contains { $0.check == "database" && $0.status == .fail })
    }

    private func examination(_ reserve: DiskReserve) -> StateExamination {
        StateExamination(path: folder.path, home: folder.path, reserve: reserve)
    }

    @Test func tellsAPauseThatTheWorkerCouldNotWriteDown() async throws {
        let lock = try #require(try StateFolder(path: folder.path).tryLock())
        let finding = try #require(await examination(DiskReserve(bytes: .max)).findings().last)
        #expect(finding.detail == "paused: disk_full" && finding.status == .warn)
        withExtendedLifetime(lock) {}
    }

    @Test func aFailingDiskIsNoWantOfSpace() async throws {
        let state = try StateFolder(path: folder.path)
        let lock = try #require(try state.tryLock())
        var facts = WorkerFacts(version: "1", since: Date(timeIntervalSince1970: 0))
        facts.state = .paused
        facts.reason = "io_error"
        try state.write(facts)
        let finding = try #require(await examination(DiskReserve(bytes: 1)).findings().last)
        #expect(finding.detail == "paused: io_error")
        #expect(finding.advice?.contains("space") == false)
        withExtendedLifetime(lock) {}
    }

    @Test(arguments: [("write", "free some space on this disk"), ("watch", "raise max_user_watches")])
    func noSpaceMeansTheDiskOrTheWatches(operation: String, advice: String) {
        let finding = Finding.timed("inotify", advice: "raise max_user_watches") {
            throw SpoolError(operation, "/inbox", code: ENOSPC)
        }
        #expect(finding.status == .fail && finding.advice == advice)
    }

    @Test(arguments: [
        (EACCES, "the right to read and write"), (EPERM, "the right to read and write"),
        (EROFS, "mount this file system for writing"), (EIO, "keeps POSIX promises"),
    ])
    func adviceFollowsWhatTheKernelSays(code: Int32, advice: String) {
        let finding = Finding.timed("rename", advice: "one that keeps POSIX promises") {
            throw SpoolError("open", "/uploads/.check", code: code)
        }
        #expect(finding.status == .fail && finding.advice?.contains(advice) == true)
    }

    @Test func theWorstFindingIsTheVerdict() {
        #expect(Diagnosis([]).status == .ok)
        #expect(Diagnosis([.ok("a", ""), .warn("b", "", "do")]).status == .warn)
        #expect(Diagnosis([.fail("a", "", "do"), .warn("b", "", "do")]).status == .fail)
    }
}
