// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// How many threads this process has.
enum ThreadCount {
    /// - Throws: where there is more than one. A fork copies only the thread that calls it, and whatever lock another
    ///   one holds stays locked in the child for ever.
    static func requireOne() throws {
        guard let folder = opendir("/proc/self/task") else { throw SystemError("opendir(/proc/self/task)") }
        defer { closedir(folder) }
        var count = 0
        while let entry = readdir(folder) { count += entry.pointee.d_type == DT_DIR ? 1 : 0 }
        // Beside the threads stand `.` and `..`.
        guard count == 3 else { throw TooManyThreads(count: count - 2) }
    }
}

/// A library has started threads where there must be none.
struct TooManyThreads: Error, CustomStringConvertible {
    let count: Int

    var description: String { "there are \(count) threads where there may be one; forking is not safe" }
}
