// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// How long, and how much of, what has ended is kept. Nothing said keeps everything.
struct RetentionPolicy: Hashable, Sendable {
    /// Seconds since the end of a completed job.
    var keepResults: Double?
    /// Seconds since the end of a failed or cancelled job.
    var keepFailed: Double?
    /// Seconds since an event.
    var keepEvents: Double?
    /// Bytes of all results, and of all that is in quarantine.
    var maxResults: Int64?
    var maxFailed: Int64?

    init() {}

    /// - Throws: `SettingError`.
    init(_ settings: Settings) throws {
        keepResults = try settings.duration(.keepResults)?.inSeconds
        keepFailed = try settings.duration(.keepFailed)?.inSeconds
        keepEvents = try settings.duration(.keepEvents)?.inSeconds
        maxResults = try settings.bytes(.maxResults).map { Int64($0) }
        maxFailed = try settings.bytes(.maxFailed).map { Int64($0) }
    }

    var keepsEverything: Bool { self == RetentionPolicy() }
}
