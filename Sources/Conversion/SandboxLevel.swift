// SPDX-License-Identifier: GPL-3.0-or-later

/// How a converter child is confined, the weakest first.
package enum SandboxLevel: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    /// Resource limits, no new privileges and nothing open but what was given; no more.
    case none
    /// A filter of system calls as well: no network, no other program, no other process. Files are a matter of the user.
    case seccomp
    /// Landlock as well: no file but fonts, tables and what was given.
    case full

    package static func < (one: SandboxLevel, other: SandboxLevel) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
