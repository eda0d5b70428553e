// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// How long, and how much of, what has ended is kept. Where nothing is said, everything is.
struct RetentionPolicy: Hashable, Sendable {
    struct Keep: Hashable, Sendable {
        /// Seconds since a job's end.
        var seconds: Double?
        /// Of all such jobs together.
        var bytes: Int64?
    }

    /// Of completed jobs.
    var results = Keep()
    /// Of failed and cancelled jobs.
    var failed = Keep()
    /// Seconds since an event.
    var events: Double?

    init() {}

    /// - Throws: `SettingError`.
    init(_ settings: Settings) throws {
        results.seconds = try settings.duration(.keepResults)?.inSeconds
        results.bytes = try settings.bytes(.maxResults).map { Int64($0) }
        failed.seconds = try settings.duration(.keepFailed)?.inSeconds
        failed.bytes = try settings.bytes(.maxFailed).map { Int64($0) }
        events = try settings.duration(.keepEvents)?.inSeconds
    }

    var keepsEverything: Bool { self == RetentionPolicy() }
}
