// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc

/// A child like the converter's: forked from a process with one thread, its descriptors arranged, confined.
struct ConfinedChild {
    enum End: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    let sandbox: Sandbox
    let grounds: Grounds

    /// Runs `body` in a child; its answer is the child's exit code.
    func run(_ body: (Attack.Hand) -> Int32) throws -> End {
        let parent = getpid()
        let child = fork()
        if child == 0 { enter(parent, body) }
        guard child > 0 else { throw SystemError("fork") }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }

    private func enter(_ parent: pid_t, _ body: (Attack.Hand) -> Int32) -> Never {
        do {
            // The last is for reports; nobody reads them here.
            let given = [grounds.document, grounds.slices, grounds.results, STDERR_FILENO]
            let own = try ChildDescriptors(arranging: given).given
            let folders = [FolderGrant(own[1], .writeAndTake), FolderGrant(own[2], .build)]
            try sandbox.enter(Limits(), parent: parent, folders: folders)
            let hand = Attack.Hand(
                grounds: grounds,
                document: own[0],
                slices: own[1],
                results: own[2],
                parent: parent
            )
            _exit(body(hand))
        } catch {
            let words = "\(error)\n"
            write(STDERR_FILENO, words, words.utf8.count)
            _exit(ChildExit.failed)
        }
    }
}
