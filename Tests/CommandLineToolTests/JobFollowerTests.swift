// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Jobs
import Synchronization
import Testing

@testable import CommandLineTool

struct JobFollowerTests {
    /// Answers each look at a job with its next state; there is no such job after the last one.
    private final class Source: JobSource {
        let interval = Duration.zero
        private let states: Mutex<[String: [JobState]]>

        init(_ states: [String: [JobState]]) { self.states = Mutex(states) }

        func job(_ id: String) async throws -> Job? {
            let state = states.withLock { states in
                states[id]?.isEmpty == false ? states[id]?.removeFirst() : nil
            }
            return state.map { Job(id: id, status: $0, name: id, outputs: [.text], createdAt: Date()) }
        }

        func resultsPlace(of id: String) -> String { id }
    }

    private struct Unreachable: JobSource {
        let interval = Duration.zero

        func job(_ id: String) async throws -> Job? { throw CommandFailure(.unreachable, "nobody is there") }

        func resultsPlace(of id: String) -> String { id }
    }

    private final class Display: FollowDisplay, Sendable {
        struct Seen {
            var ended: [String] = []
            var gone: [String] = []
            var abandoned: [String] = []
        }

        private let state = Mutex(Seen())

        var seen: Seen { state.withLock { $0 } }

        func changed(_ job: Job) throws {
            if job.status.isTerminal { state.withLock { $0.ended.append(job.id) } }
        }

        func looked(_ jobs: [Job], of count: Int) {}

        func gone(_ id: String) { state.withLock { $0.gone.append(id) } }

        func abandoned(_ open: [String]) { state.withLock { $0.abandoned = open } }
    }

    @Test func followsTheOthersWhereAJobIsDeleted() async throws {
        let source = Source(["a": [.queued], "b": [.queued, .running, .running, .completed]])
        let display = Display()
        await #expect {
            try await JobFollower(source: source, display: display).follow(["a", "b"])
        } throws: {
            "\($0)" == "ExitCode(rawValue: 2)"
        }
        #expect(display.seen.gone == ["a"] && display.seen.ended == ["b"])
    }

    @Test func namesWhatIsOpenWhereItEndsEarly() async throws {
        let display = Display()
        await #expect {
            try await JobFollower(source: Unreachable(), display: display).follow(["a", "b"])
        } throws: {
            CommandStatus(for: $0) == .unreachable
        }
        #expect(display.seen.abandoned == ["a", "b"])
    }
}
