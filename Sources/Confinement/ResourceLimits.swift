// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

/// The kernel's limits on this process.
enum ResourceLimits {
    static func apply(_ limits: Limits) throws {
        // The second between the two limits lets SIGXCPU come, which says why; at the hard one it would be SIGKILL.
        try set(RLIMIT_CPU, limits.processorSeconds, hard: limits.processorSeconds &+ 1)
        try set(RLIMIT_FSIZE, limits.fileSize)
        try set(RLIMIT_NOFILE, limits.openFiles)
        try set(RLIMIT_CORE, 0)
        try set(RLIMIT_AS, limits.addressSpace)
    }

    /// Processes and threads of this process's user, its own among them. Does not hold for root.
    static func applyTasks(_ count: UInt64) throws { try set(__RLIMIT_NPROC, count) }

    private static func set(_ resource: __rlimit_resource, _ soft: UInt64, hard: UInt64? = nil) throws {
        var current = rlimit()
        guard getrlimit(__rlimit_resource_t(resource.rawValue), &current) == 0 else { throw SystemError("getrlimit") }
        // A limit that is lower already stays.
        let highest = UInt64(current.rlim_max)
        var limit = rlimit(rlim_cur: rlim_t(min(soft, highest)), rlim_max: rlim_t(min(hard ?? soft, highest)))
        guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { throw SystemError("setrlimit") }
    }
}
