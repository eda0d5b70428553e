// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import SystemPackage

/// A pipe from the supervisor to a child's standard input, on which nothing is ever written. When its writing end
/// closes, which the kernel does however the supervisor ends, the kernel kills the child.
struct LifeLine {
    /// `F_SETSIG` of fcntl(2), a GNU extension that Swift's Glibc module leaves out.
    private static let setSignal: Int32 = 10

    private let reading: FileDescriptor
    private let writing: FileDescriptor

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw CommandFailure(.unreachable, "a pipe can't be made: \(String(cString: strerror(errno)))")
        }
        reading = FileDescriptor(rawValue: ends[0])
        writing = FileDescriptor(rawValue: ends[1])
    }

    /// What the child gets as its standard input.
    var input: FileDescriptor { reading }

    /// Ties the child to this pipe. The kernel keeps the tie with the pipe itself, through exec too.
    func hold(_ child: pid_t) throws {
        let descriptor = reading.rawValue
        guard fcntl(descriptor, F_SETOWN, child) == 0, fcntl(descriptor, Self.setSignal, SIGKILL) == 0,
            fcntl(descriptor, F_SETFL, O_ASYNC) == 0
        else {
            throw CommandFailure(.unreachable, "a child can't be tied to pannier: \(String(cString: strerror(errno)))")
        }
    }

    func close() {
        try? writing.close()
        try? reading.close()
    }
}
