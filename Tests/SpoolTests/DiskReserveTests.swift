// SPDX-License-Identifier: GPL-3.0-or-later

import Spool
import Testing

struct DiskReserveTests {
    private func space(_ bytes: Int64, of capacity: Int64, entries: Int64? = nil) -> FreeSpace {
        FreeSpace(bytes: bytes, capacity: capacity, entries: entries, entryCapacity: entries == nil ? 0 : 1_000_000)
    }

    @Test func keepsTheUsualOnALargeDiskAndATwentiethOfASmallOne() {
        let reserve = DiskReserve()
        #expect(reserve.isShort(space(199_999_999, of: 1 << 40)))
        #expect(!reserve.isShort(space(200_000_000, of: 1 << 40)))
        #expect(reserve.isShort(space(999_999, of: 20_000_000)))
        #expect(!reserve.isShort(space(1_000_000, of: 20_000_000)))
    }

    @Test func keepsWhatTheOperatorSays() {
        let reserve = DiskReserve(bytes: 500)
        #expect(reserve.isShort(space(499, of: 1 << 40)))
        #expect(!reserve.isShort(space(500, of: 1 << 40)))
        #expect(reserve.isShort(space(999, of: 1 << 40), factor: 2))
        #expect(reserve.isShort(space(1000, of: 1 << 40), wantedBytes: 501))
        #expect(!reserve.isShort(space(1000, of: 1 << 40), wantedBytes: 500))
    }

    @Test func countsInodesAsWellWhereThereIsALimit() {
        let reserve = DiskReserve(bytes: 1)
        #expect(reserve.isShort(space(100, of: 100, entries: 999)))
        #expect(!reserve.isShort(space(100, of: 100, entries: 1000)))
        #expect(reserve.isShort(space(100, of: 100, entries: 1002), wantedEntries: 3))
    }

    @Test func noReserveIsTooLargeToCompareWith() {
        #expect(DiskReserve(bytes: .max).isShort(space(.max - 1, of: .max), factor: 2))
    }
}
