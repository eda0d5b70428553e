// SPDX-License-Identifier: GPL-3.0-or-later

import Spool
import Synchronization

/// Who has been promised which part of the free space: uploads that run at once can't all count on the same bytes.
final class SpaceLedger: Sendable {
    /// Kept for a body whose length is not known, and again whenever that much of it has come.
    static let floor: Int64 = 16 << 20
    /// A document's folder, its bytes and its request.
    static let entriesEach: Int64 = 3

    private struct Promised {
        var bytes: Int64 = 0
        var entries: Int64 = 0
    }

    private let reserve: DiskReserve
    private let space: @Sendable () throws -> FreeSpace
    private let promised = Mutex(Promised())

    /// - Parameter space: what is free now.
    init(_ reserve: DiskReserve, space: @escaping @Sendable () throws -> FreeSpace) {
        self.reserve = reserve
        self.space = space
    }

    /// Keeps space for an upload.
    /// - Parameter bytes: of its body, where that is known.
    /// - Throws: `Problem` where there is not enough.
    func reserve(bytes: Int64?) throws -> SpaceReservation {
        let reservation = SpaceReservation(ledger: self, isOpenEnded: bytes == nil)
        try reservation.grow(bytes: bytes ?? Self.floor, entries: Self.entriesEach)
        return reservation
    }

    fileprivate func promise(bytes: Int64, entries: Int64) throws {
        try promised.withLock { promised in
            // Clients say how much it is: a sum that can't be counted is more than any disk has.
            let wanted = Promised(bytes: promised.bytes.addingClamped(bytes), entries: promised.entries + entries)
            let isShort = reserve.isShort(
                try space(),
                factor: 2,
                wantedBytes: wanted.bytes,
                wantedEntries: wanted.entries
            )
            if isShort || wanted.bytes == .max { throw Problem.diskFull() }
            promised = wanted
        }
    }

    fileprivate func settle(bytes: Int64, entries: Int64) {
        promised.withLock { promised in
            promised.bytes -= bytes
            promised.entries -= entries
        }
    }
}

/// The space that one upload may still fill. What it has written counts as taken by the file system itself.
final class SpaceReservation: Sendable {
    private struct Left {
        var bytes: Int64 = 0
        var entries: Int64 = 0
    }

    private let ledger: SpaceLedger
    private let isOpenEnded: Bool
    private let left = Mutex(Left())

    fileprivate init(ledger: SpaceLedger, isOpenEnded: Bool) {
        self.ledger = ledger
        self.isOpenEnded = isOpenEnded
    }

    deinit { release() }

    /// Before a document's files are made.
    func beginDocument() throws {
        if left.withLock({ $0.entries < SpaceLedger.entriesEach }) {
            try grow(bytes: 0, entries: SpaceLedger.entriesEach)
        }
        use(bytes: 0, entries: SpaceLedger.entriesEach)
    }

    /// Before bytes of the body are written.
    func willWrite(_ count: Int) throws {
        let missing = left.withLock { Int64(count) - $0.bytes }
        if missing > 0 { try grow(bytes: isOpenEnded ? max(missing, SpaceLedger.floor) : missing, entries: 0) }
    }

    func wrote(_ count: Int) { use(bytes: Int64(count), entries: 0) }

    /// The upload is over.
    func release() { left.withLock { use(bytes: $0.bytes, entries: $0.entries, of: &$0) } }

    fileprivate func grow(bytes: Int64, entries: Int64) throws {
        try ledger.promise(bytes: bytes, entries: entries)
        left.withLock { left in
            left.bytes += bytes
            left.entries += entries
        }
    }

    private func use(bytes: Int64, entries: Int64) {
        left.withLock { use(bytes: bytes, entries: entries, of: &$0) }
    }

    private func use(bytes: Int64, entries: Int64, of left: inout Left) {
        left.bytes -= bytes
        left.entries -= entries
        ledger.settle(bytes: bytes, entries: entries)
    }
}
