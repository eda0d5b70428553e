// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Subprocess
import Testing

@testable import CommandLineTool

struct SupervisionTests {
    @Test func waitsTwiceAsLongEachTimeUpToALimit() {
        var backoff = Backoff()
        let delays = (0..<8).map { _ in backoff.delay(after: .zero) }
        #expect(delays.map(\.seconds) == [0.5, 1, 2, 4, 8, 16, 30, 30])
    }

    @Test func startsAfreshAfterALongLife() {
        var backoff = Backoff()
        for _ in 0..<5 { _ = backoff.delay(after: .zero) }
        #expect(backoff.delay(after: .seconds(60)) == Backoff.shortest)
        #expect(backoff.delay(after: .zero) == .seconds(1))
    }

    @Test func givesEachProgramTheFlagsThatItKnows() {
        let settings = ProgramSettings(arguments: ["--home", "h", "--port=1", "--pool", "2"])
        #expect(settings.arguments(for: SettingKey.front) == ["--home", "h", "--port=1"])
        #expect(settings.arguments(for: SettingKey.worker) == ["--home", "h", "--pool", "2"])
    }

    @Test func labelsLinesAndEscapesThem() {
        let label = Label(name: "front", colour: .cyan)
        #expect(label.line("a\u{7}", isColoured: false) == "front  | a\\u{7}")
        #expect(label.line("a", isColoured: true) == "\u{1B}[36mfront  | \u{1B}[0ma")
    }

    @Test(arguments: [
        (Ending(.exited(78)), Ending.misconfigured), (Ending(.exited(1)), .exited(1)),
        (Ending(.signaled(9)), .signalled(9)),
    ])
    func tellsAWrongSettingFromOtherEndings(ending: Ending, expected: Ending) {
        #expect(ending == expected)
    }
}
