// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

enum MonotonicTime {
    static var milliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
