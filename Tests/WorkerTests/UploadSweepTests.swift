// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Logging
import Spool
import Testing

@testable import Worker

struct UploadSweepTests {
    @Test func removesWhatNobodyHasWrittenForADay() async throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        let spool = try Spool(home: home)
        let upload = try spool.beginUpload()
        let sweep = UploadSweepTimer(spool: spool, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await sweep.sweep(now: Date(timeIntervalSinceNow: 23 * 3600))
        #expect(try spool.uploads.entries() == [upload.id.fileName])
        await sweep.sweep(now: Date(timeIntervalSinceNow: 25 * 3600))
        #expect(try spool.uploads.entries().isEmpty)
    }
}
