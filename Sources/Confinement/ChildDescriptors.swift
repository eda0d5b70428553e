// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// All that a child has open, at fixed numbers: nothing else is inherited.
package struct ChildDescriptors {
    private static let first: Int32 = 3

    /// What the step names, in its order.
    package let given: [Int32]
    package let reports: Int32

    /// Moves those that came with the request to their numbers, the last being for reports; puts /dev/null in place of
    /// standard input (the worker's socket) and output, and closes every other but standard error.
    package init(arranging received: [Int32]) throws {
        // First out of the way: a received number may be another one's target.
        let copies = received.map { fcntl($0, F_DUPFD_CLOEXEC, 16) }
        guard copies.allSatisfy({ $0 >= 0 }) else { throw SystemError("fcntl(F_DUPFD_CLOEXEC)") }
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { throw SystemError("open(/dev/null)") }
        let numbers = received.indices.map { Self.first + Int32($0) }
        for standard in [STDIN_FILENO, STDOUT_FILENO] { try Self.move(null, to: standard) }
        for index in copies.indices { try Self.move(copies[index], to: numbers[index]) }
        reports = numbers[numbers.count - 1]
        given = numbers.dropLast()
        pannier_close_from(UInt32(reports + 1))
    }

    private static func move(_ descriptor: Int32, to number: Int32) throws {
        guard dup2(descriptor, number) == number else { throw SystemError("dup2") }
    }
}
