// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

/// The children that have not been reaped, so that their process ids are still theirs.
struct RunningChildren {
    private var requests: [pid_t: UInt64] = [:]

    func contains(_ request: UInt64) -> Bool { requests.values.contains(request) }

    mutating func add(_ child: pid_t, request: UInt64) { requests[child] = request }

    func kill(_ request: UInt64) {
        for (child, running) in requests where running == request { Glibc.kill(child, SIGKILL) }
    }

    func killAll() {
        for child in requests.keys { Glibc.kill(child, SIGKILL) }
    }

    /// How one child ended, or nil where none has.
    mutating func reap(waiting: Bool = false) -> ChildEnd? {
        while true {
            var status: Int32 = 0
            var usage = rusage()
            let child = wait4(-1, &status, waiting ? 0 : WNOHANG, &usage)
            if child < 0 && errno == EINTR { continue }
            guard child > 0 else { return nil }
            guard let request = requests.removeValue(forKey: child) else { continue }
            return ChildEnd(id: request, status: status, usage: usage)
        }
    }
}
