// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Settings
import Spool

/// The settings of the front, checked.
struct FrontConfiguration: Sendable {
    var home: String
    var state: String
    var host = "127.0.0.1"
    var port = 8080
    var limits = UploadLimits(mostBytes: 5_000_000_000)
    var defaults = JobOptions.standard
    /// How long a connection may be silent while it has something to say, or take nothing of its answer.
    var idleTimeout = Duration.seconds(60)
    /// Most connections at once; the others wait in the kernel's queue.
    var connections = 256

    init(home: String, state: String) {
        self.home = home
        self.state = state
    }

    /// - Throws: `SettingError`.
    init(_ settings: Settings) throws {
        self.init(home: settings.home, state: settings.state)
        host = settings.text(.host) ?? host
        port = try settings.number(.port, default: port, in: 0...65535)
        limits.mostBytes = try settings.bytes(.maxBody, default: limits.mostBytes)
        limits.reserve.bytes = try settings.bytes(.minFree).map { Int64($0) }
        defaults = try settings.checked(SettingKey.jobs, JobOptions.init(defaults:))
    }
}
