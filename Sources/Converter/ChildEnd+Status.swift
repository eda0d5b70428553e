// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

extension ChildEnd {
    /// From what wait4(2) tells.
    init(id: UInt64, status: Int32, usage: rusage) {
        let signal = status & 0x7F
        self.init(
            id: id,
            cause: signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal),
            userSeconds: usage.ru_utime.seconds,
            systemSeconds: usage.ru_stime.seconds,
            residentBytes: usage.ru_maxrss * 1024
        )
    }

    /// The child that could not be started.
    init(id: UInt64, notStarted code: Int32) {
        self.init(id: id, cause: .notStarted(code), userSeconds: 0, systemSeconds: 0, residentBytes: 0)
    }
}

extension timeval {
    var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1_000_000 }
}
