// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Seconds that only rise and also count while the machine sleeps.
enum MonotonicClock {
    static var seconds: Double {
        var now = timespec()
        clock_gettime(CLOCK_BOOTTIME, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1_000_000_000
    }
}
