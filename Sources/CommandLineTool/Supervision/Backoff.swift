// SPDX-License-Identifier: GPL-3.0-or-later

/// How long to wait before a program that ended is started again: twice as long each time, until it has lived a while.
struct Backoff: Equatable {
    static let shortest = Duration.milliseconds(500)
    static let longest = Duration.seconds(30)
    /// A program that lived so long starts afresh.
    static let settled = Duration.seconds(60)

    private var next = Self.shortest

    /// The wait after a life so long.
    mutating func delay(after life: Duration) -> Duration {
        if life >= Self.settled { next = Self.shortest }
        defer { next = min(next * 2, Self.longest) }
        return next
    }
}
