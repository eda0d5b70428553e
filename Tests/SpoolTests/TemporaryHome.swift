// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Spool

/// A shared folder of its own for one test, gone with it.
final class TemporaryHome {
    let path: String
    let spool: Spool

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
        spool = try Spool(home: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to place: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + place))
    }

    func read(_ place: String) throws -> String {
        try String(contentsOfFile: path + "/" + place, encoding: .utf8)
    }

    /// Dates a file.
    /// - Parameter seconds: since 1970.
    func date(_ place: String, _ seconds: Int) throws {
        let times = [timespec](repeating: timespec(tv_sec: seconds, tv_nsec: 0), count: 2)
        let failed = utimensat(AT_FDCWD, path + "/" + place, times, 0) != 0
        if failed { throw CocoaError(.fileWriteUnknown) }
    }

    /// Claims as the worker does; the clock is a minute ahead, so that what must be still is.
    func claim(_ name: FileName, announced: Bool = true, later: Int64 = 60) throws -> ClaimOutcome {
        let now = Int64((Date().timeIntervalSince1970 + Double(later)) * 1_000_000_000)
        return try Claims(spool).claim(name, announced: announced, now: now) { _ in Array("{}".utf8) }
    }
}

extension ClaimOutcome {
    var claim: Claim? { if case .claimed(let claim) = self { claim } else { nil } }
    var refusal: ClaimRefusal? { if case .left(let refusal) = self { refusal } else { nil } }
}
