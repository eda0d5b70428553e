// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc

/// A child like the converter's: forked from a process with one thread, its descriptors arranged, confined.
struct ConfinedChild {
    /// Nil for a child of which nothing at all is asked.
    let sandbox: Sandbox?
    let grounds: Grounds

    /// Runs `body` in a child; its answer is the child's exit code.
    func run(_ body: (Attack.Hand) -> Int32) throws -> ForkedChild.End {
        try ForkedChild.run { enter($0, body) }
    }

    private func enter(_ parent: pid_t, _ body: (Attack.Hand) -> Int32) -> Never {
        do {
            let own = try confine(parent)
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

    /// - Returns: document, slices and results as the child has them.
    private func confine(_ parent: pid_t) throws -> [Int32] {
        let given = [grounds.document, grounds.slices, grounds.results]
        guard let sandbox else { return given }
        // The last is for reports; nobody reads them here.
        let own = try ChildDescriptors(arranging: given + [STDERR_FILENO]).given
        let folders = [FolderGrant(own[1], .writeAndTake), FolderGrant(own[2], .build)]
        try sandbox.enter(Limits(), parent: parent, folders: folders)
        return own
    }
}
