// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Glibc

/// Something that a converter has no business to do, tried inside a child.
struct Attack: Sendable {
    /// What the child has in hand, by the numbers it has there.
    struct Hand {
        let grounds: Grounds
        let document: Int32
        let slices: Int32
        let results: Int32
        let parent: pid_t
    }

    let name: String
    /// Negative, with the reason in errno, where the kernel refuses.
    let attempt: @Sendable (Hand) -> Int

    init(_ name: String, _ attempt: @escaping @Sendable (Hand) -> Int) {
        self.name = name
        self.attempt = attempt
    }

    static let all = onFiles + onOwnFolders + onProcesses + onTheKernel + onMemory

    /// A system call with the numbers or addresses that it takes.
    static func call(_ number: Int32, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0, _ e: Int = 0) -> Int {
        attack_call(Int(number), a, b, c, d, e)
    }

    /// The same, with a path as one of its arguments.
    static func call(_ number: Int32, path: String, _ make: (Int) -> [Int]) -> Int {
        path.withCString { text in
            let all = make(Int(bitPattern: text)) + [0, 0, 0, 0, 0]
            return call(number, all[0], all[1], all[2], all[3], all[4])
        }
    }
}
