// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc

/// A process that is confined as external programs are, and could now become one.
struct ConfinedProgram {
    let sandbox: Sandbox
    let grounds: Grounds

    /// Runs `body` in it; its answer is the process's exit code. The folder of slices is its own.
    func run(_ body: (Attack.Hand) -> Int32) throws -> ForkedChild.End {
        try ForkedChild.run { enter($0, body) }
    }

    private func enter(_ parent: pid_t, _ body: (Attack.Hand) -> Int32) -> Never {
        let grants = ProgramGrants(
            folder: grounds.slices,
            reads: [grounds.path + "/document"],
            sockets: grounds.path + "/results",
            processes: 8
        )
        guard (try? sandbox.enterProgram(Limits(), parent: parent, grants: grants)) != nil else {
            _exit(ChildExit.failed)
        }
        let hand = Attack.Hand(
            grounds: grounds,
            document: grounds.document,
            slices: grounds.slices,
            results: grounds.results,
            parent: parent
        )
        _exit(body(hand))
    }
}
