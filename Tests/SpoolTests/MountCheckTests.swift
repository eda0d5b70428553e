// SPDX-License-Identifier: GPL-3.0-or-later

import Spool
import Testing

struct MountCheckTests {
    /// While a file is written, and no longer.
    @Test func seesAnOpenWriter() throws {
        let home = try TemporaryHome()
        #expect(try MountCheck(home.spool).lease())
        #expect(try home.spool.uploads.entries().isEmpty)
    }
}
