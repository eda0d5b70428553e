// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Spool
import Testing

@testable import Worker

struct DigestTests {
    /// Its size was looked at before; somebody made it longer since.
    @Test func readsNoFurtherThanIsAllowed() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
        let folder = try Spool(home: path).uploads
        defer { try? FileManager.default.removeItem(atPath: path) }
        try folder.writeFile("a", Array("ten bytes.".utf8))
        #expect(try Digest(of: folder.file("a"), limit: 10).bytes == 10)
        let failure = #expect(throws: Failure.self) { try Digest(of: folder.file("a"), limit: 9) }
        #expect(failure?.code == .tooLarge)
    }
}
