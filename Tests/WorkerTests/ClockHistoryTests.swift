// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Worker

struct ClockHistoryTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)
    private static let day = 86_400.0

    /// - Parameters:
    ///   - wall: seconds after `start`.
    private func reading(_ wall: Double, uptime: Double, boot: String = "one") -> ClockHistory.Reading {
        ClockHistory.Reading(wall: Self.start + wall, uptime: uptime, boot: boot)
    }

    private func cutoff(_ age: Double, after readings: ClockHistory.Reading...) -> Double? {
        var history = ClockHistory()
        for reading in readings { history.note(reading) }
        return history.cutoff(age: age)?.timeIntervalSince(Self.start)
    }

    @Test func knowsNothingBeforeItHasLooked() {
        #expect(cutoff(10) == nil)
    }

    @Test func believesAClockThatRunsEvenly() {
        #expect(cutoff(50, after: reading(0, uptime: 7)) == -50)
        #expect(cutoff(50, after: reading(0, uptime: 7), reading(100, uptime: 107)) == 50)
    }

    @Test func nothingAgesByALeapOfTheClock() {
        let leapt = reading(Self.day + 10, uptime: 10)
        #expect(cutoff(3600, after: reading(0, uptime: 0), leapt) == 10.0 - 3600)
    }

    @Test func whatEndsAfterALeapAgesAsItShould() {
        let (before, leapt) = (reading(0, uptime: 0), reading(Self.day, uptime: 0))
        let late = reading(Self.day + 4000, uptime: 4000)
        #expect(cutoff(3600, after: before, leapt, late) == Self.day + 400)
        // Longer than the leap is past: still subtracted.
        #expect(cutoff(5000, after: before, leapt, late) == -1000)
    }

    @Test func nothingAgesByAClockThatIsSetBack() {
        #expect(cutoff(60, after: reading(0, uptime: 0), reading(10 - Self.day, uptime: 10)) == -50 - Self.day)
    }

    @Test func nothingAgesWhileTheMachineIsOff() {
        let again = reading(Self.day, uptime: 5, boot: "two")
        #expect(cutoff(60, after: reading(0, uptime: 900), again) == -60)
    }

    @Test func timeWithoutAWorkerCountsWhileTheMachineRuns() {
        #expect(cutoff(60, after: reading(0, uptime: 0), reading(Self.day, uptime: Self.day)) == Self.day - 60)
    }

    /// Whatever the clock does, what is taken for old is as old as that.
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func neverTakesTheYoungForOld(seed: UInt64) {
        var random = SplitMix(state: seed)
        var history = ClockHistory()
        var (time, uptime, offset, boot) = (0.0, 0.0, 0.0, 0)
        var ends: [(time: Double, wall: Date)] = []
        for _ in 0..<120 {
            let passed = Double.random(in: 0...2000, using: &random)
            time += passed
            uptime += passed
            switch Int.random(in: 0..<10, using: &random) {
            case 0: offset += Double.random(in: 0...50_000, using: &random)
            case 1: offset -= Double.random(in: 0...50_000, using: &random)
            case 2:
                time += Double.random(in: 0...50_000, using: &random)
                (uptime, boot) = (0, boot + 1)
            default: break
            }
            history.note(reading(time + offset, uptime: uptime, boot: "\(boot)"))
            ends.append((time, Self.start + time + offset))
            for age in [100.0, 3000, 40_000] {
                guard let cutoff = history.cutoff(age: age) else { continue }
                #expect(ends.allSatisfy { $0.wall >= cutoff || time - $0.time >= age - 1 })
            }
        }
    }

    @Test func isReadAsItWasWritten() throws {
        var history = ClockHistory()
        history.note(reading(0, uptime: 0))
        history.note(reading(Self.day, uptime: 3))
        let bytes = try JSONEncoder().encode(history)
        #expect(try JSONDecoder().decode(ClockHistory.self, from: bytes) == history)
        #expect(history.leaps.count == 1)
    }
}

/// Numbers that a seed repeats.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
