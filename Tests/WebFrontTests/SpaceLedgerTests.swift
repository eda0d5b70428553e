// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import HTTPTypes
import Spool
import Synchronization
import Testing

@testable import WebFront

struct SpaceLedgerTests {
    /// A disk whose free space the test sets.
    private final class Disk: Sendable {
        let bytes: Mutex<Int64>
        let entries: Mutex<Int64>

        init(_ bytes: Int64, entries: Int64 = 1 << 40) {
            self.bytes = Mutex(bytes)
            self.entries = Mutex(entries)
        }

        /// A file system that can hold a hundred entries: ten of them are kept.
        func ledger() -> SpaceLedger {
            SpaceLedger(DiskReserve(bytes: 500)) {
                FreeSpace(
                    bytes: self.bytes.withLock { $0 },
                    capacity: 1 << 40,
                    entries: self.entries.withLock { $0 },
                    entryCapacity: 100
                )
            }
        }
    }

    @Test func uploadsAtOnceCannotAllCountOnTheSameBytes() async throws {
        let ledger = Disk(1000 + 10_000).ledger()
        let kept = await withTaskGroup(of: SpaceReservation?.self) { group in
            for _ in 0..<100 { group.addTask { try? ledger.reserve(bytes: 1000) } }
            return await group.reduce(into: []) { $0.append($1) }.compactMap { $0 }
        }
        #expect(kept.count == 10)
        #expect(throws: Problem.self) { try ledger.reserve(bytes: 1) }
        kept.first?.release()
        _ = try ledger.reserve(bytes: 1000)
    }

    @Test func whatIsWrittenIsTakenByTheDiskItself() throws {
        let disk = Disk(2000)
        let ledger = disk.ledger()
        let upload = try ledger.reserve(bytes: 800)
        try upload.willWrite(800)
        disk.bytes.withLock { $0 -= 800 }
        upload.wrote(800)
        let other = try ledger.reserve(bytes: 200)
        #expect(throws: Problem.self) { try ledger.reserve(bytes: 1) }
        withExtendedLifetime(other) {}
    }

    @Test func aBodyWithoutALengthKeepsAFloorAndThenMore() throws {
        let disk = Disk(1000 + SpaceLedger.floor)
        let ledger = disk.ledger()
        let upload = try ledger.reserve(bytes: nil)
        try upload.willWrite(Int(SpaceLedger.floor))
        disk.bytes.withLock { $0 -= SpaceLedger.floor }
        upload.wrote(Int(SpaceLedger.floor))
        let problem = #expect(throws: Problem.self) { try upload.willWrite(1) }
        #expect(problem?.kind == .diskFull)
        disk.bytes.withLock { $0 += SpaceLedger.floor }
        try upload.willWrite(1)
    }

    @Test(arguments: [1 << 30, .max] as [Int64])
    func promisesNoMoreThanCanBeCounted(free: Int64) throws {
        let ledger = Disk(free).ledger()
        let upload = try ledger.reserve(bytes: 1)
        #expect(throws: Problem.self) { try ledger.reserve(bytes: .max) }
        #expect(throws: Problem.self) { try ledger.reserve(bytes: .max - 1) }
        #expect(throws: Problem.self) { try upload.willWrite(.max) }
    }

    @Test func inodesAreKeptAsBytesAre() throws {
        let disk = Disk(1 << 30, entries: 10 + 2 * SpaceLedger.entriesEach)
        let ledger = disk.ledger()
        let first = try ledger.reserve(bytes: 1)
        let second = try ledger.reserve(bytes: 1)
        #expect(throws: Problem.self) { try ledger.reserve(bytes: 1) }
        for upload in [first, second] {
            try upload.beginDocument()
            disk.entries.withLock { $0 -= SpaceLedger.entriesEach }
        }
        #expect(throws: Problem.self, "a form with a second file") { try first.beginDocument() }
    }

    @Test(arguments: [(ENOSPC, 507), (EDQUOT, 507), (EIO, 503), (EROFS, 503)])
    func aDiskThatDoesNotTakeItIsToldAsSuch(code: Int32, status: Int) {
        for operation in ["write", "fsync", "rename a to"] {
            let problem = Problem(SpoolError(operation, "/secret/place", code: code))
            #expect(problem.kind.status.code == status)
            #expect(problem.headers[.retryAfter] != nil)
            #expect(!problem.detail.contains("secret"))
        }
    }
}
