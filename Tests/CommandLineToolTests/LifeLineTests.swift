// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Subprocess
import Testing

@testable import CommandLineTool

struct LifeLineTests {
    @Test func killsTheChildWhenItCloses() async throws {
        let line = try LifeLine()
        let result = try await Subprocess.run(
            .name("sleep"),
            arguments: ["1000"],
            input: .fileDescriptor(line.input, closeAfterSpawningProcess: false),
            output: .discarded,
            error: .discarded
        ) { execution in
            try line.hold(execution.processIdentifier.value)
            line.close()
        }
        #expect(result.terminationStatus == .signaled(SIGKILL))
    }

    @Test func leavesAChildAloneWhileItIsOpen() async throws {
        let line = try LifeLine()
        defer { line.close() }
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: ["-c", "exit 7"],
            input: .fileDescriptor(line.input, closeAfterSpawningProcess: false),
            output: .discarded,
            error: .discarded
        ) { execution in
            try line.hold(execution.processIdentifier.value)
        }
        #expect(result.terminationStatus == .exited(7))
    }
}
