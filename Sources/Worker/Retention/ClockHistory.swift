// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Spool

/// How far the wall clock can be believed about the age of what has ended. The clock that never steps (CLOCK_BOOTTIME)
/// bears witness: by as much as the wall clock ran ahead of it, nothing has aged. So neither a step of the wall clock nor
/// time in which the machine was off makes anything old.
struct ClockHistory: Codable, Hashable, Sendable {
    /// What the clocks said at one moment.
    struct Reading: Codable, Hashable, Sendable {
        var wall: Date
        /// Seconds since the machine was started.
        var uptime: Double
        /// Names one start of the machine.
        var boot: String
    }

    /// The wall clock went ahead without time having passed.
    struct Leap: Codable, Hashable, Sendable {
        /// What the wall clock said after it.
        var at: Date
        var seconds: Double
    }

    /// Seconds within which the two clocks agree.
    private static let tolerance = 1.0
    /// Leaps that are remembered one by one; older ones count as one.
    private static let mostLeaps = 32

    private(set) var last: Reading?
    private(set) var leaps: [Leap] = []

    init() {}

    mutating func note(_ reading: Reading) {
        defer { last = reading }
        guard let last else { return }
        let passed = reading.boot == last.boot ? reading.uptime - last.uptime : 0
        let ahead = reading.wall.timeIntervalSince(last.wall) - passed
        guard ahead > Self.tolerance else { return }
        leaps.append(Leap(at: reading.wall, seconds: ahead))
        guard leaps.count > Self.mostLeaps else { return }
        let oldest = leaps.removeFirst()
        leaps[0].seconds += oldest.seconds
    }

    /// What ended before this time, by the wall clock of its end, is older than `age` seconds for certain; nil before the
    /// first reading. A leap is subtracted until `age` has passed since: then all that is older than the leap is old.
    func cutoff(age: Double) -> Date? {
        guard let last else { return nil }
        var leapt = 0.0
        for leap in leaps.reversed() {
            if last.wall.timeIntervalSince(leap.at) - leapt >= age { break }
            leapt += leap.seconds
        }
        return last.wall - age - leapt
    }
}

extension ClockHistory.Reading {
    static func now() throws -> Self {
        var uptime = timespec()
        clock_gettime(CLOCK_BOOTTIME, &uptime)
        return Self(
            wall: Date(),
            uptime: Double(uptime.tv_sec) + Double(uptime.tv_nsec) * 1e-9,
            boot: try StateFolder.bootID()
        )
    }
}
