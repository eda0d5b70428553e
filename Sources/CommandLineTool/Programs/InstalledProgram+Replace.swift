// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

extension InstalledProgram {
    /// Becomes the other program: signals and exit codes are then its own. Returns only by an error.
    func replaceThisProcess(arguments: [String]) throws -> Never {
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        execv(path, words)
        let code = errno
        for word in words { free(word) }
        throw CommandFailure(.unreachable, "\(path) can't be started: \(String(cString: strerror(code)))")
    }
}
